package queries_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/queries"
)

const header = `package snippet
import ("context"; "database/sql"; "gorm.io/gorm")
var ( _ context.Context; _ *sql.DB; _ *gorm.DB )
type T struct{}
`

// TestQueries lists the queries in f: their name, whether they read or write,
// whether they take SQL, and the number of values that select rows.
func TestQueries(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"query", `func f(db *sql.DB) { db.Query("SELECT 1 WHERE x = ?", 1) }`, "Query reads sql 2"},
		{"with context", `func f(ctx context.Context, tx *sql.Tx) { tx.QueryRowContext(ctx, "SELECT 1") }`, "QueryRowContext reads sql 2"},
		{"statement", `func f(db *sql.DB) { db.Exec("DELETE FROM t") }`, "Exec writes sql 1"},
		{"prepared", `func f(db *sql.DB) { db.Prepare("SELECT 1") }`, "Prepare sql 1"},
		{"gorm", `func f(db *gorm.DB) { db.First(&T{}, "id = ?", 1) }`, "First reads sql 3"},
		{"gorm without conditions", `func f(db *gorm.DB) { db.Create(&T{}) }`, "Create writes 1"},
		{"chain", `func f(db *gorm.DB, id int) { db.Model(&T{}).Where("id = ?", id).Count(nil) }`, "Where sql 2, Count reads 3"},
		{"order", `func f(db *gorm.DB, by string) { db.Order(by) }`, "Order sql 1"},
		{"another method", `func f(db *sql.DB) { db.Ping() }`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			var got []string
			for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
				q, ok := queries.Of(instr)
				if !ok {
					continue
				}
				text := q.Name
				switch {
				case q.Reads:
					text += " reads"
				case q.Runs:
					text += " writes"
				}
				if q.SQL != nil {
					text += " sql"
				}
				got = append(got, fmt.Sprint(text, " ", len(q.Conds)))
			}
			if got := strings.Join(got, ", "); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
