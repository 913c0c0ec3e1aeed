package sqlbuild

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"

	"gorm.io/gorm"
)

type user struct {
	ID   int
	Name string
}

func straight(db *sql.DB, name string) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE name = '" + name + "'") // want `name becomes part of the SQL of Query, so it can change the query; pass it as an argument`
}

type repo struct {
	db     *sql.DB
	filter string
}

func (r *repo) method(ctx context.Context) error {
	_, err := r.db.ExecContext(ctx, "DELETE FROM users WHERE tag="+r.filter) // want `r.filter becomes part of the SQL of ExecContext`
	return err
}

func formatted(tx *sql.Tx, name string) *sql.Row {
	q := fmt.Sprintf("SELECT id FROM %s WHERE name LIKE '%%%s%%'", "users", name)
	return tx.QueryRow(q) // want `name becomes part of the SQL of QueryRow`
}

func inSteps(db *sql.DB, name string, active bool) (*sql.Rows, error) {
	q := "SELECT id FROM users"
	if active {
		q += " WHERE name = '" + name + "'"
	}
	return db.Query(q) // want `name becomes part of the SQL of Query`
}

func fromRequest(db *sql.DB, r *http.Request) {
	func() {
		db.Exec("UPDATE users SET name = '" + r.FormValue("name") + "'") // want `FormValue\(\) becomes part of the SQL of Exec`
	}()
}

func inGorm(db *gorm.DB, name string) (u user) {
	db.Where("name = '" + name + "'").First(&u)    // want `name becomes part of the SQL of Where`
	db.Raw("SELECT 1 WHERE n = '" + name + "'")    // want `name becomes part of the SQL of Raw`
	db.First(&u, fmt.Sprintf("name = '%s'", name)) // want `name becomes part of the SQL of First`
	return u
}

func generic[S ~string](db *sql.DB, name S) {
	db.Exec("DELETE FROM users WHERE name = '" + string(name) + "'") // want `becomes part of the SQL of Exec`
}
