package txend

import (
	"context"
	"database/sql"
	"errors"
)

func transfer(db *sql.DB) error {
	tx, err := db.Begin() // want `tx is neither committed nor rolled back on some path, so it keeps its connection and locks`
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE a SET n = n - 1"); err != nil {
		return err
	}
	return tx.Commit()
}

type repo struct{ db *sql.DB }

func (r *repo) insert(ctx context.Context, name string) error {
	tx, err := r.db.BeginTx(ctx, nil) // want `tx is neither committed nor rolled back`
	if err != nil {
		return err
	}
	if name == "" {
		return errors.New("no name")
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO a VALUES (?)", name); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (r *repo) throughHelper(ctx context.Context) error {
	tx, err := r.db.BeginTx(ctx, nil) // want `tx is neither committed nor rolled back`
	if err != nil {
		return err
	}
	if err := touch(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

func touch(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE a SET n = 0")
	return err
}

func (r *repo) begin() (*sql.Tx, error) { return r.db.Begin() }

func (r *repo) ownBegin() error {
	tx, err := r.begin() // want `tx is neither committed nor rolled back`
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM a")
	return err
}

func inLoop(db *sql.DB, ids []int) error {
	for _, id := range ids {
		tx, err := db.Begin() // want `tx is neither committed nor rolled back`
		if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM a WHERE id = ?", id); err != nil {
			continue
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func inClosure(db *sql.DB) func() error {
	return func() error {
		tx, err := db.Begin() // want `tx is neither committed nor rolled back`
		if err != nil {
			return err
		}
		row := tx.QueryRow("SELECT 1")
		var n int
		if err := row.Scan(&n); err != nil {
			return err
		}
		return tx.Commit()
	}
}

func discarded(db *sql.DB) error {
	_, err := db.Begin() // want `the transaction is discarded`
	return err
}
