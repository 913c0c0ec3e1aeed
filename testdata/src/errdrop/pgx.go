package errdrop

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// The rows tell the error of the query.
func names(ctx context.Context, conn *pgx.Conn) error {
	rows, _ := conn.Query(ctx, "select name from users")
	defer rows.Close()
	for rows.Next() {
		use(ctx)
	}
	return rows.Err()
}

func use(context.Context) {}
