package gormuse

import "gorm.io/gorm"

func fixture(db *gorm.DB) {
	db.Create(&user{ID: 1})
	db.Where(&user{Active: false}).Delete(&user{})
}
