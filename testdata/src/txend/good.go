package txend

import (
	"context"
	"database/sql"
	"fmt"
)

func deferred(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE a SET n = n - 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func inLiteral(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.Exec("UPDATE a SET n = n - 1")
	return err
}

func each(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE a SET n = 1"); err != nil {
		if e := tx.Rollback(); e != nil {
			return fmt.Errorf("%w, and %v", err, e)
		}
		return err
	}
	return tx.Commit()
}

func withTx(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			tx.Rollback()
			panic(p)
		}
	}()
	if err := f(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func handedOver(db *sql.DB) (*sql.Tx, error) { return db.Begin() }

type unit struct{ tx *sql.Tx }

func newUnit(db *sql.DB) (*unit, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return &unit{tx}, nil
}

func finish(tx *sql.Tx, err error) error {
	if err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func helperEnds(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE a SET n = 1")
	return finish(tx, err)
}

func panics(db *sql.DB, bad bool) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if bad {
		panic("bad")
	}
	return tx.Commit()
}
