// Package gormuse defines an analyzer of misused gorm calls.
//
// # Analyzer gormuse
//
// gormuse: report gorm errors and zero values that get lost
//
// Question: how does gorm report an error, and why does Updates ignore a zero?
//
// Every method of *gorm.DB returns a *gorm.DB, so that calls can be chained.
// The error is a field of it. A statement such as db.Create(&u) compiles, and
// error checkers are silent, as no value of type error is dropped; yet a
// failed insert looks like a successful one. Look at .Error after the last
// call of each chain.
//
// A struct cannot tell a field that was set to zero from one that was not set.
// Updates and Where therefore take only the fields that are not zero: an
// update to false, 0 or "" does nothing, and a condition with a zero matches
// all rows. Pass a map, or name the columns with Select.
//
// Before:
//
//	func rename(db *gorm.DB, id int, name string) {
//		db.Table("users").Where("id = ?", id).Update("name", name)
//	}
//
// After:
//
//	func rename(db *gorm.DB, id int, name string) error {
//		return db.Table("users").Where("id = ?", id).Update("name", name).Error
//	}
//
// # Principle
//
// An error that is a field instead of a result is easy to forget, and a zero
// value does not say whether somebody meant it.
//
// # Limits
//
// A result that is stored, passed on or whose RowsAffected is read counts as
// looked at. Rollback is left out: it runs when something has failed already.
// So are tests, which compare what the query fetched. Zero values are reported only where a literal writes them out.
//
// # unchecked
//
// The result of a call that goes to the database is dropped.
//
// # zerovalue
//
// A literal sets a field to its zero value, which gorm leaves out.
package gormuse
