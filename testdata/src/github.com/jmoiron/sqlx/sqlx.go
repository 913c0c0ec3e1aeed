// Package sqlx has the shapes of github.com/jmoiron/sqlx that the tests need.
package sqlx

import "database/sql"

type DB struct{ *sql.DB }

func (db *DB) Queryx(query string, args ...interface{}) (*Rows, error) { return nil, nil }
func (db *DB) PrepareNamed(query string) (*NamedStmt, error)           { return nil, nil }
func (db *DB) Beginx() (*Tx, error)                                    { return nil, nil }

type Rows struct{ *sql.Rows }

func (r *Rows) StructScan(dest interface{}) error { return nil }

type NamedStmt struct{ Stmt *Stmt }

func (n *NamedStmt) Close() error                             { return nil }
func (n *NamedStmt) Exec(arg interface{}) (sql.Result, error) { return nil, nil }
func (n *NamedStmt) Queryx(arg interface{}) (*Rows, error)    { return nil, nil }

type Stmt struct{ *sql.Stmt }

type Tx struct{ *sql.Tx }
