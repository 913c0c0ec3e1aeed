package sqlbuild

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

const table = "users"

var columns = "id, name"

func placeholder(db *sql.DB, name string) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE name = ?", name)
}

func constants(db *sql.DB) (*sql.Rows, error) {
	return db.Query("SELECT " + columns + " FROM " + table + " WHERE kind = '" + "admin" + "'")
}

func identifier(db *sql.DB, schema string) (*sql.Rows, error) {
	return db.Query("SELECT id FROM " + schema + ".users")
}

func number(db *sql.DB, id int) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE id = " + strconv.Itoa(id))
}

func formattedNumber(db *sql.DB, id int) (*sql.Rows, error) {
	return db.Query(fmt.Sprintf("SELECT id FROM users WHERE id = %d", id))
}

func list(db *sql.DB, ids []any) (*sql.Rows, error) {
	marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	return db.Query("SELECT id FROM users WHERE id IN ("+strings.Join([]string{marks}, ",")+")", ids...)
}

func quoteLiteral(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quoted(db *sql.DB, name string) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE name = " + quoteLiteral(name))
}

func clause(db *sql.DB, where string, args []any) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE "+where, args...)
}

func gormed(db *gorm.DB, name string) (u user) {
	db.Where("name = ?", name).First(&u)
	db.Where(&user{Name: name}).First(&u)
	db.Raw("SELECT 1 WHERE n = ?", name).Scan(&u)
	return u
}

func conditions(db *sql.DB, names []string) {
	q := "SELECT * FROM users WHERE 1 = 1"
	args := []any{}
	for _, name := range names {
		q += " AND name <> ?"
		args = append(args, name)
	}
	db.Query(q, args...)
}

func orderBy(db *gorm.DB, column string, desc bool) *gorm.DB {
	if desc {
		column += " desc"
	}
	return db.Order(column)
}

func allowed(db *gorm.DB, c *gin.Context) *gorm.DB {
	if c.Query("sort") == "name" {
		return db.Order("name")
	}
	return db.Order("id")
}

func countRows(db *sql.DB, table string) { db.Query("SELECT count(*) FROM " + table) }

func only(kind string) string { return "SELECT * FROM logs WHERE kind = '" + kind + "'" }

func onlyConstants(db *sql.DB) {
	db.Query(only("error"))
	db.Query(only("warning"))
}
