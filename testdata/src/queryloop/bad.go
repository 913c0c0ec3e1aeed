package queryloop

import (
	"database/sql"

	"gorm.io/gorm"
)

type user struct{ ID int }

func straight(db *sql.DB, ids []int) {
	for _, id := range ids {
		db.Exec("DELETE FROM users WHERE id = ?", id) // want `Exec runs once per element: a round trip for each, where one query could do for all`
	}
}

func field(db *gorm.DB, us []user) {
	for i := range us {
		var u user
		db.First(&u, "owner = ?", us[i].ID) // want `First runs once per element`
	}
}

func mapped(db *sql.DB, m map[string]int) {
	for k := range m {
		db.QueryRow("SELECT 1 WHERE k = ?", k) // want `QueryRow runs once per element`
	}
}

func generic[T any](db *gorm.DB, xs []T) {
	for _, x := range xs {
		db.Create(&x) // want `Create runs once per element`
	}
}

func chained(db *gorm.DB, us []user) (err error) {
	for i := range us {
		var owner user
		if err = db.Where("id = ?", us[i].ID).First(&owner).Error; err != nil { // want `First runs once per element`
			return err
		}
	}
	return nil
}

type repo struct{ db *gorm.DB }

func (r *repo) byID(id int) (u user, err error) {
	err = r.db.First(&u, id).Error
	return
}

func (r *repo) helper(us []user) error {
	for _, u := range us {
		if _, err := r.byID(u.ID); err != nil { // want `byID runs once per element`
			return err
		}
	}
	return nil
}

func closure(db *gorm.DB, ids []int) {
	for _, id := range ids {
		func() { // want `First runs once per element`
			var u user
			db.First(&u, "id = ?", id)
		}()
	}
}

func rows(db *sql.DB) error {
	rows, err := db.Query("SELECT id FROM users")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, n int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if err := db.QueryRow("SELECT count(*) FROM orders WHERE owner = ?", id).Scan(&n); err != nil { // want `QueryRow runs once per element`
			return err
		}
	}
	return rows.Err()
}

func deletes(db *gorm.DB, us []user) {
	for _, u := range us {
		db.Where("owner = ?", u.ID).Delete(&user{}) // want `Delete runs once per element`
	}
}

func fetchedList(db *gorm.DB) error {
	var us []user
	if err := db.Find(&us).Error; err != nil {
		return err
	}
	for _, u := range us {
		var owner user
		if err := db.First(&owner, "id = ?", u.ID).Error; err != nil { // want `First runs once per element`
			return err
		}
		if err := db.Save(&owner).Error; err != nil {
			return err
		}
	}
	return nil
}

type node struct {
	ID       int
	Children []node
}

func (r *repo) tree(n *node) error {
	if err := r.db.Where("parent = ?", n.ID).Find(&n.Children).Error; err != nil {
		return err
	}
	for i := range n.Children {
		if err := r.tree(&n.Children[i]); err != nil { // want `tree runs once per element`
			return err
		}
	}
	return nil
}
