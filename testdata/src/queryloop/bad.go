package queryloop

import (
	"database/sql"

	"gorm.io/gorm"
)

type user struct{ ID int }

func straight(db *sql.DB, ids []int) {
	for _, id := range ids {
		db.Exec("DELETE FROM users WHERE id = ?", id) // want `Exec runs once per element: a round trip for each, where one query could fetch all`
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
