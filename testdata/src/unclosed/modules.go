package unclosed

import (
	"bytes"
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"
	"github.com/valyala/bytebufferpool"
	"github.com/valyala/fasthttp"
	"gorm.io/gorm"
)

type item struct {
	ID   int
	Name string
}

func gormRows(db *gorm.DB) (out []item, err error) {
	rows, err := db.Model(&item{}).Rows() // want `rows is left open on some path: rows.Close is missing there`
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var it item
		if err := db.ScanRows(rows, &it); err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, rows.Err()
}

func gormRowsClosed(db *gorm.DB) (out []item, err error) {
	rows, err := db.Model(&item{}).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var it item
		if err := db.ScanRows(rows, &it); err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, rows.Err()
}

func firstNamed(db *sqlx.DB, name string) (*item, error) {
	rows, err := db.Queryx("select * from items") // want `rows is left open on some path`
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var it item
		if err := rows.StructScan(&it); err != nil {
			return nil, err
		}
		if it.Name == name {
			return &it, nil
		}
	}
	return nil, rows.Err()
}

func insertAll(db *sqlx.DB, items []item) error {
	st, err := db.PrepareNamed("insert into items values (:id, :name)") // want `st is left open on some path`
	if err != nil {
		return err
	}
	for _, it := range items {
		if _, err := st.Exec(it); err != nil {
			return err
		}
	}
	return st.Close()
}

func batched(ctx context.Context, pool *pgxpool.Pool, b *pgx.Batch) error {
	results := pool.SendBatch(ctx, b) // want `results is left open on some path`
	for range b.Len() {
		if _, err := results.Exec(); err != nil {
			return err
		}
	}
	return results.Close()
}

func acquired(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx) // want `conn is left open on some path`
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "select 1"); err != nil {
		return err
	}
	conn.Release()
	return nil
}

func collected(ctx context.Context, pool *pgxpool.Pool) ([]item, error) {
	rows, err := pool.Query(ctx, "select id, name from items")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.Rows) (it item, err error) {
		return it, row.Scan(&it.ID, &it.Name)
	})
}

func listen(ctx context.Context, client *redis.Client, use func(string) bool) error {
	sub := client.Subscribe(ctx, "news") // want `sub is left open on some path`
	for {
		m, err := sub.ReceiveMessage(ctx)
		if err != nil {
			return err
		}
		if !use(m.Payload) {
			return sub.Close()
		}
	}
}

func lentRequest(client *fasthttp.Client, uri string) ([]byte, error) {
	req := fasthttp.AcquireRequest()   // want `req does not go back to its pool on some path: fasthttp.ReleaseRequest is missing there`
	resp := fasthttp.AcquireResponse() // never released: left to the collector
	req.SetRequestURI(uri)
	if err := client.Do(req, resp); err != nil {
		return nil, err
	}
	if len(resp.Body()) == 0 {
		return nil, nil
	}
	fasthttp.ReleaseRequest(req)
	return bytes.Clone(resp.Body()), nil
}

func returnedRequest(client *fasthttp.Client, uri string) (int, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer func() { fasthttp.ReleaseResponse(resp) }()
	req.SetRequestURI(uri)
	if err := client.Do(req, resp); err != nil {
		return 0, err
	}
	return resp.StatusCode(), nil
}

// A failed Scan closes the rows.
func scannedAll(ctx context.Context, conn *pgx.Conn, use func(int)) error {
	rows, err := conn.Query(ctx, "select id from items")
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		use(id)
	}
	return rows.Err()
}

func scannedSome(ctx context.Context, conn *pgx.Conn, use func(int) bool) error {
	rows, err := conn.Query(ctx, "select id from items") // want `rows is left open on some path: rows.Close is missing there`
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if !use(id) {
			return nil
		}
	}
	return rows.Err()
}

// Writing to memory does not fail.
func joinedPath(segments []string) (string, error) {
	buf := bytebufferpool.Get()
	for _, s := range segments {
		if _, err := buf.WriteString(s); err != nil {
			return "", err
		}
	}
	path := buf.String()
	bytebufferpool.Put(buf)
	return path, nil
}

func joinedSome(segments []string) string {
	buf := bytebufferpool.Get() // want `buf does not go back to its pool on some path: bytebufferpool.Put is missing there`
	for _, s := range segments {
		if s == "" {
			return ""
		}
		buf.WriteString(s)
	}
	path := buf.String()
	bytebufferpool.Put(buf)
	return path
}

// A failure leaves the request to the collector.
func lostRequest(client *fasthttp.Client, uri string) ([]byte, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	req.SetRequestURI(uri)
	if err := client.Do(req, resp); err != nil {
		return nil, err
	}
	body := bytes.Clone(resp.Body())
	fasthttp.ReleaseRequest(req)
	fasthttp.ReleaseResponse(resp)
	return body, nil
}
