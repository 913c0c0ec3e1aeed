package queryloop

import (
	"database/sql"
	"time"

	"gorm.io/gorm"
)

func once(db *gorm.DB, ids []int) (us []user) {
	db.Where("id IN ?", ids).Find(&us)
	return us
}

func poll(db *sql.DB) {
	for {
		db.Exec("DELETE FROM sessions WHERE expires < ?", time.Now())
		time.Sleep(time.Minute)
	}
}

func retry(db *sql.DB, id int) error {
	var err error
	for range 3 {
		if _, err = db.Exec("UPDATE t SET x = ?", id); err == nil {
			return nil
		}
	}
	return err
}

func build(db *gorm.DB, conds []string) *gorm.DB {
	for _, c := range conds {
		db = db.Where(c)
	}
	return db
}

func batches(db *sql.DB, batches [][]int) error {
	for _, ids := range batches {
		if _, err := db.Query("SELECT name FROM users WHERE id = ANY(?)", ids); err != nil {
			return err
		}
	}
	return nil
}

func tables(db *sql.DB) error {
	for _, table := range []string{"users", "orders"} {
		var n int
		if err := db.QueryRow("SELECT count(*) FROM pg_tables WHERE name = ?", table).Scan(&n); err != nil {
			return err
		}
	}
	return nil
}

func differentChanges(db *gorm.DB, us []user) error {
	for _, u := range us {
		u.ID++
		if err := db.Save(&u).Error; err != nil {
			return err
		}
	}
	return nil
}

func whatIsMissing(db *gorm.DB, us []user, have map[int]bool) {
	for _, u := range us {
		if !have[u.ID] {
			db.Create(&u)
		}
	}
}

func pairs(db *gorm.DB, m map[string]string) {
	for path, method := range m {
		db.Delete(&user{}, "path = ? AND method = ?", path, method)
	}
}

func (r *repo) cached(cache map[int]user, id int) user {
	u, ok := cache[id]
	if !ok {
		r.db.First(&u, id)
		cache[id] = u
	}
	return u
}

func (r *repo) throughCache(cache map[int]user, us []user) {
	for _, u := range us {
		r.cached(cache, u.ID)
	}
}

func createMissing(db *gorm.DB, us []user) error {
	for _, u := range us {
		var known user
		if err := db.Where("name = ?", u.ID).First(&known).Error; err == nil {
			continue
		}
		if err := db.Create(&u).Error; err != nil {
			return err
		}
	}
	return nil
}
