// Package pgx has the shapes of github.com/jackc/pgx/v5 that the tests need.
package pgx

import "context"

type Rows interface {
	Close()
	Err() error
	Next() bool
	Scan(dest ...any) error
}

type Batch struct{}

func (b *Batch) Len() int { return 0 }

type BatchResults interface {
	Exec() (any, error)
	Close() error
}

type Tx interface {
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	Exec(ctx context.Context, sql string, arguments ...any) (any, error)
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
	SendBatch(ctx context.Context, b *Batch) BatchResults
}

func CollectRows[T any](rows Rows, fn func(row Rows) (T, error)) ([]T, error) { return nil, nil }

type Conn struct{}

func (c *Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error) { return nil, nil }
