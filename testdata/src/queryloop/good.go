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
