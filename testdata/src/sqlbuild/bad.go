package sqlbuild

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
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

func onSomePaths(db *sql.DB, name, city string) {
	q := "SELECT * FROM users WHERE 1 = 1"
	if name != "" {
		q += " AND name = '" + name + "'"
	}
	if city != "" {
		q += " AND city = ?"
	}
	db.Query(q, city) // want `name becomes part of the SQL of Query`
}

func built(db *sql.DB, name string) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE name = '")
	b.WriteString(name)
	b.WriteString("'")
	db.Query(b.String()) // want `name becomes part of the SQL of Query`
}

func query(name string) string { return "SELECT * FROM users WHERE name='" + name + "'" }

func fromHelper(db *sql.DB, who string) {
	db.Query(query(who)) // want `who becomes part of the SQL of Query`
}

func quotedList(db *sql.DB, names []string) {
	db.Exec("DELETE FROM users WHERE name IN ('" + strings.Join(names, "','") + "')") // want `becomes part of the SQL of Exec`
}

func replaced(db *sql.DB, name string) {
	db.Query(strings.ReplaceAll("SELECT * FROM users WHERE name = '{}'", "{}", name)) // want `name becomes part of the SQL of Query`
}

func sorted(db *gorm.DB, c *gin.Context) *gorm.DB {
	return db.Order(c.Query("sort")) // want `Query.. becomes part of the SQL of Order, so it can change the query; choose among texts that are known`
}

func byID(db *gorm.DB, c *gin.Context) error {
	return db.First(&struct{}{}, c.Param("id")).Error // want `becomes part of the SQL of First`
}

type search struct{ Column string }

func bound(db *gorm.DB, c *gin.Context) *gorm.DB {
	var s search
	if err := c.ShouldBindJSON(&s); err != nil {
		return nil
	}
	return db.Where(s.Column+" = ?", 1) // want `s.Column becomes part of the SQL of Where`
}
