package txend

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
)

func pgxTx(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx) // want `tx is neither committed nor rolled back on some path`
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "delete from items"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func pgxTxRolledBack(ctx context.Context, pool *pgxpool.Pool, run func(pgx.Tx) error) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := run(tx); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// The callback does not end the transaction: the function itself commits.
func dryRun(db *sqlx.DB, dry bool, run func(*sqlx.Tx) error) error {
	tx, err := db.Beginx() // want `tx is neither committed nor rolled back on some path`
	if err != nil {
		return err
	}
	if err := run(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if dry {
		return nil
	}
	return tx.Commit()
}

func kept(db *sqlx.DB, use func(*sqlx.Tx) bool) error {
	tx, err := db.Beginx()
	if err != nil {
		return err
	}
	if !use(tx) {
		return tx.Rollback()
	}
	return nil
}
