// Package queries knows the functions that send SQL to a database.
package queries

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// A Query is a call that takes SQL, or that runs a query.
type Query struct {
	Call *ssa.Call
	Name string
	// SQL is the text of the query or of a clause, nil if the call takes none.
	SQL ssa.Value
	// Runs is set if the call goes to the database, Reads if it fetches rows.
	Runs, Reads bool
	// Args are the values of the query.
	Args []ssa.Value
	// Conds are the values that select rows: Args, and those of the conditions
	// before it in a chain of calls.
	Conds []ssa.Value

	sqlAt int // where the SQL is among Args
}

// reads are the methods that fetch rows.
var reads = map[string]bool{
	"Query": true, "QueryRow": true, "QueryContext": true, "QueryRowContext": true, "Queryx": true, "QueryRowx": true, "QueryxContext": true, "QueryRowxContext": true,
	"NamedQuery": true, "Get": true, "Select": true, "GetContext": true, "SelectContext": true,
	"First": true, "Take": true, "Last": true, "Find": true, "Count": true, "Scan": true, "Pluck": true,
}

// method describes the methods of a type: where the SQL is, not counting the
// receiver, and whether they run it.
type method struct {
	sql  int
	runs bool
}

var standard = map[string]method{
	"Query": {0, true}, "QueryRow": {0, true}, "Exec": {0, true}, "Prepare": {0, false},
	"QueryContext": {1, true}, "QueryRowContext": {1, true}, "ExecContext": {1, true}, "PrepareContext": {1, false},
}

var sqlx = map[string]method{
	"Queryx": {0, true}, "QueryRowx": {0, true}, "MustExec": {0, true}, "Preparex": {0, false}, "NamedExec": {0, true}, "NamedQuery": {0, true},
	"Get": {1, true}, "Select": {1, true}, "GetContext": {2, true}, "SelectContext": {2, true},
	"QueryxContext": {1, true}, "QueryRowxContext": {1, true}, "NamedExecContext": {1, true},
}

var gorm = map[string]method{
	"Raw": {0, false}, "Exec": {0, true}, "Where": {0, false}, "Or": {0, false}, "Not": {0, false}, "Having": {0, false}, "Joins": {0, false},
	"Order": {0, false}, "Group": {0, false}, "Select": {0, false}, "Table": {0, false}, "First": {1, true}, "Take": {1, true}, "Last": {1, true}, "Find": {1, true}, "Count": {-1, true},
	"Create": {-1, true}, "Save": {-1, true}, "Update": {-1, true}, "Updates": {-1, true}, "Delete": {1, true}, "Scan": {-1, true}, "Pluck": {0, true},
}

var pgx = map[string]method{"Query": {1, true}, "QueryRow": {1, true}, "Exec": {1, true}}

// tables are the methods by the package of their receiver.
var tables = []struct {
	pkg     string // a prefix of the path
	methods []map[string]method
}{
	{"database/sql", []map[string]method{standard}},
	{"github.com/jmoiron/sqlx", []map[string]method{sqlx, standard}},
	{"gorm.io/gorm", []map[string]method{gorm}},
	{"github.com/jinzhu/gorm", []map[string]method{gorm}},
	{"github.com/jackc/pgx", []map[string]method{pgx}},
}

// TakesValues reports whether the SQL of q may hold values, rather than only
// names of columns or tables.
func (q Query) TakesValues() bool {
	switch q.Name {
	case "Order", "Group", "Select", "Table", "Pluck":
		return len(q.Args) > 0 && q.sqlAt != 0
	}
	return true
}

// Imported reports whether pkg can send SQL, and is not of what sends it for
// others.
func Imported(pkg *types.Package) bool {
	for _, t := range tables {
		if pkg.Path() == t.pkg || strings.HasPrefix(pkg.Path(), t.pkg+"/") {
			return false
		}
	}
	for _, imp := range pkg.Imports() {
		for _, t := range tables {
			if imp.Path() == t.pkg || strings.HasPrefix(imp.Path(), t.pkg+"/") {
				return true
			}
		}
	}
	return false
}

// Of returns the query that instr is.
func Of(instr ssa.Instruction) (Query, bool) {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return Query{}, false
	}
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() == nil {
		return Query{}, false
	}
	args := call.Call.Args
	if !call.Call.IsInvoke() {
		args = args[1:]
	}
	for _, t := range tables {
		if fn.Pkg().Path() != t.pkg && !strings.HasPrefix(fn.Pkg().Path(), t.pkg+"/") {
			continue
		}
		for _, methods := range t.methods {
			if m, ok := methods[fn.Name()]; ok {
				q := query(call, fn.Name(), m, args)
				q.Conds = q.Args
				if !call.Call.IsInvoke() {
					q.Conds = append(chained(call.Call.Args[0], 0), q.Args...)
				}
				return q, true
			}
		}
	}
	return Query{}, false
}

// chained returns the values of the conditions in the chain of calls that makes
// the receiver v.
func chained(v ssa.Value, depth int) []ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || depth > 12 {
		return nil
	}
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() == nil || call.Call.IsInvoke() || !strings.HasSuffix(fn.Pkg().Path(), "/gorm") {
		return nil
	}
	before := chained(call.Call.Args[0], depth+1)
	switch fn.Name() {
	case "Where", "Or", "Not", "Having", "Joins":
		return append(before, flatten(call.Call.Args[1:])...)
	}
	return before
}

func query(call *ssa.Call, name string, m method, args []ssa.Value) Query {
	q := Query{Call: call, Name: name, Runs: m.runs, Reads: m.runs && reads[name], Args: flatten(args), sqlAt: m.sql}
	if m.sql < 0 {
		return q
	}
	if m.sql < len(q.Args) {
		if v := q.Args[m.sql]; v != nil && typ.IsBasic(v.Type(), types.IsString) {
			q.SQL = v
		}
	}
	return q
}

// flatten returns args with variadic arguments in place of their slice.
func flatten(args []ssa.Value) []ssa.Value {
	var all []ssa.Value
	for i, arg := range args {
		if elems := values.Variadic(arg); elems != nil && i == len(args)-1 {
			all = append(all, elems...)
			continue
		}
		if _, isSlice := arg.Type().Underlying().(*types.Slice); isSlice && flow.IsNil(arg) {
			continue // no variadic arguments
		}
		all = append(all, values.Unwrap(arg))
	}
	return all
}
