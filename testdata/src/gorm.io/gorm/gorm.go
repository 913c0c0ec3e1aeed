// Package gorm has the shapes of gorm.io/gorm that the tests need.
package gorm

import "database/sql"

type DB struct {
	Error        error
	RowsAffected int64
}

type Config struct{}

type Dialector interface{ Name() string }

func Open(dialector Dialector, opts ...any) (*DB, error) { return nil, nil }

func (db *DB) Model(value interface{}) (tx *DB)                           { return db }
func (db *DB) Table(name string, args ...interface{}) (tx *DB)            { return db }
func (db *DB) Select(query interface{}, args ...interface{}) (tx *DB)     { return db }
func (db *DB) Omit(columns ...string) (tx *DB)                            { return db }
func (db *DB) Where(query interface{}, args ...interface{}) (tx *DB)      { return db }
func (db *DB) Or(query interface{}, args ...interface{}) (tx *DB)         { return db }
func (db *DB) Order(value interface{}) (tx *DB)                           { return db }
func (db *DB) Limit(limit int) (tx *DB)                                   { return db }
func (db *DB) Preload(query string, args ...interface{}) (tx *DB)         { return db }
func (db *DB) Raw(sql string, values ...interface{}) (tx *DB)             { return db }
func (db *DB) Exec(sql string, values ...interface{}) (tx *DB)            { return db }
func (db *DB) Create(value interface{}) (tx *DB)                          { return db }
func (db *DB) Save(value interface{}) (tx *DB)                            { return db }
func (db *DB) First(dest interface{}, conds ...interface{}) (tx *DB)      { return db }
func (db *DB) Find(dest interface{}, conds ...interface{}) (tx *DB)       { return db }
func (db *DB) Update(column string, value interface{}) (tx *DB)           { return db }
func (db *DB) Updates(values interface{}) (tx *DB)                        { return db }
func (db *DB) Delete(value interface{}, conds ...interface{}) (tx *DB)    { return db }
func (db *DB) Count(count *int64) (tx *DB)                                { return db }
func (db *DB) Scan(dest interface{}) (tx *DB)                             { return db }
func (db *DB) Pluck(column string, dest interface{}) (tx *DB)             { return db }
func (db *DB) Rows() (*sql.Rows, error)                                   { return nil, nil }
func (db *DB) ScanRows(rows *sql.Rows, dest interface{}) error            { return nil }
func (db *DB) Begin(opts ...any) *DB                                      { return db }
func (db *DB) Commit() *DB                                                { return db }
func (db *DB) Rollback() *DB                                              { return db }
func (db *DB) Debug() (tx *DB)                                            { return db }
func (db *DB) Transaction(fc func(tx *DB) error, opts ...any) (err error) { return fc(db) }
