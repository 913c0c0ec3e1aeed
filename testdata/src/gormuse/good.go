package gormuse

import "gorm.io/gorm"

func checked(db *gorm.DB, u *user) error { return db.Create(u).Error }

func checkedLater(db *gorm.DB, u *user) error {
	result := db.First(u)
	if result.Error != nil {
		return result.Error
	}
	return nil
}

func rows(db *gorm.DB, u *user) int64 { return db.Delete(u).RowsAffected }

func passedOn(db *gorm.DB, u *user) *gorm.DB { return db.Save(u) }

func chained(db *gorm.DB, us *[]user, n *int64) error {
	return db.Model(&user{}).Count(n).Find(us).Error
}

func scope(db *gorm.DB) { db = db.Where("x = 1"); _ = db }

func transaction(db *gorm.DB, u *user) error {
	tx := db.Begin()
	defer tx.Rollback()
	if err := tx.Create(u).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func mapped(db *gorm.DB, id int) error {
	return db.Model(&user{ID: id}).Updates(map[string]any{"active": false}).Error
}

func selected(db *gorm.DB, id int) error {
	return db.Model(&user{ID: id}).Select("Active").Updates(user{Active: false}).Error
}

func nonZero(db *gorm.DB, id int) error {
	return db.Model(&user{ID: id}).Updates(user{Name: "x"}).Error
}

func created(db *gorm.DB) error { return db.Create(&user{Active: false}).Error }

func destination(db *gorm.DB) error { return db.Find(&user{Active: false}, "active = ?", false).Error }

func commits(db *gorm.DB, u *user) error {
	tx := db.Begin()
	if err := tx.Create(u).Error; err != nil {
		tx.Rollback()
		return err
	}
	tx.Commit()
	return tx.Error
}

// The error stays in the handle, whose owner looks at it.
func ends(tx *gorm.DB) {
	if tx.Error != nil {
		tx.Rollback()
	} else {
		tx.Commit()
	}
}
