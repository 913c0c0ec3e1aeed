package gormuse

import "gorm.io/gorm"

type user struct {
	ID     int
	Name   string
	Active bool
}

func straight(db *gorm.DB, u *user) {
	db.Create(u) // want `the Error of Create is never looked at, so a failure goes unnoticed`
}

type repo struct{ db *gorm.DB }

func (r *repo) method(id int) (u user) {
	r.db.Where("id = ?", id).First(&u) // want `the Error of First is never looked at`
	return u
}

func blank(db *gorm.DB, us []user) {
	_ = db.Find(&us) // want `the Error of Find is never looked at`
}

func concurrent(db *gorm.DB, u *user) {
	go db.Save(u) // want `the Error of Save is never looked at`
	func() {
		db.Delete(u) // want `the Error of Delete is never looked at`
	}()
}

func onOnePath(db *gorm.DB, u *user, quick bool) error {
	if quick {
		db.Save(u) // want `the Error of Save is never looked at`
		return nil
	}
	return db.Save(u).Error
}

func generic[T any](db *gorm.DB, v *T) {
	db.Create(v) // want `the Error of Create is never looked at`
}

func updates(db *gorm.DB, id int) error {
	return db.Model(&user{ID: id}).Updates(user{Active: false}).Error // want `Updates leaves out the zero value of Active; use a map, or Select the column`
}

func updatesPointer(db *gorm.DB, id int) error {
	return db.Model(&user{ID: id}).Updates(&user{Name: ""}).Error // want `Updates leaves out the zero value of Name`
}

func where(db *gorm.DB, us *[]user) error {
	return db.Where(&user{Active: false}).Find(us).Error // want `Where leaves out the zero value of Active`
}

func inlineCondition(db *gorm.DB) (us []user, err error) {
	err = db.Find(&us, user{Active: false}).Error // want `Find leaves out the zero value of Active`
	return
}

func deletes(db *gorm.DB, id int) error {
	return db.Delete(&user{}, &user{ID: id, Name: ""}).Error // want `Delete leaves out the zero value of Name`
}
