package gormuse

import (
	_ "embed"
	"fmt"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports results of gorm that nobody looks at, and conditions and
// updates that gorm leaves out.
var Analyzer = &analysis.Analyzer{
	Name:     "gormuse",
	Doc:      docs.MustExtract(doc, "gormuse"),
	URL:      docs.URL("gormuse"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The kinds of findings.
const (
	unchecked = "unchecked"
	zeroValue = "zerovalue"
)

// finishers are the methods of *gorm.DB that go to the database.
var finishers = map[string]bool{
	"Create": true, "CreateInBatches": true, "Save": true, "First": true, "Take": true, "Last": true, "Find": true, "FindInBatches": true,
	"FirstOrInit": true, "FirstOrCreate": true, "Update": true, "Updates": true, "UpdateColumn": true, "UpdateColumns": true, "Delete": true,
	"Count": true, "Scan": true, "Pluck": true, "Exec": true, "Commit": true,
}

func run(pass *analysis.Pass) (any, error) {
	if !importsGorm(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue // what a query fails to fetch, the test misses in what it compares
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !isDB(call.Common()) {
				continue
			}
			name := call.Common().StaticCallee().Name()
			if finishers[name] && !looksAtError(call) && (name != "Commit" || !keepsError(call)) {
				report.At(pass, p.Range(call), unchecked, fmt.Sprintf("the Error of %s is never looked at, so a failure goes unnoticed", name))
			}
			if field := skippedZero(call.Common(), name); field != "" {
				report.At(pass, p.Range(call), zeroValue, fmt.Sprintf("%s leaves out the zero value of %s; use a map, or Select the column", name, field))
			}
		}
	}
	return nil, nil
}

func importsGorm(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if isGorm(imp.Path()) {
			return true
		}
	}
	return false
}

func isGorm(path string) bool { return path == "gorm.io/gorm" || path == "github.com/jinzhu/gorm" }

// isDB reports whether call is of a method of *gorm.DB.
func isDB(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	if fn == nil || fn.Signature.Recv() == nil {
		return false
	}
	return isDBType(fn.Signature.Recv().Type())
}

func isDBType(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.Pointer); !ok {
		return false
	}
	named := typ.Named(t)
	return named != nil && named.Obj().Name() == "DB" && named.Obj().Pkg() != nil && isGorm(named.Obj().Pkg().Path())
}

// looksAtError reports whether something may look at the error of call: its
// result has a use other than as the receiver of further methods of gorm whose
// results nobody uses either.
func looksAtError(call ssa.CallInstruction) bool {
	v := call.Value()
	if v == nil { // deferred or started as a goroutine: the result is lost
		return false
	}
	return used(v, 0)
}

// keepsError reports whether somebody looks at the Error of the handle itself,
// where Commit records its own: the function after call, or its caller if the
// function has looked at what it was handed.
func keepsError(call ssa.CallInstruction) bool {
	v := call.Common().Args[0]
	_, handed := v.(*ssa.Parameter)
	for _, ref := range flow.Referrers(v) {
		if fa, ok := ref.(*ssa.FieldAddr); ok && (handed || flow.Reaches(call, fa)) {
			if f := flow.FieldOf(fa); f != nil && f.Name() == "Error" {
				return true
			}
		}
	}
	return false
}

func used(v ssa.Value, depth int) bool {
	if depth > 8 {
		return true
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			// RowsAffected alone says nothing of a failure, but shows that the
			// author looks at the result.
			return true
		case *ssa.Call:
			if len(ref.Call.Args) > 0 && ref.Call.Args[0] == v && isDB(&ref.Call) && isDBType(ref.Type()) {
				if used(ref, depth+1) {
					return true
				}
				continue // the later call is reported
			}
			return true
		default:
			return true
		}
	}
	return false
}

// skippedZero returns the name of a field that a struct passed to the method
// sets to its zero value on purpose, which gorm then leaves out, or "".
func skippedZero(call *ssa.CallCommon, method string) string {
	if selects(call.Args[0], 0) {
		return ""
	}
	var given []ssa.Value
	switch method {
	case "Updates", "UpdateColumns", "Where", "Or", "Not", "Assign", "Attrs":
		given = call.Args[1:]
	case "First", "Take", "Last", "Find", "Delete", "FirstOrInit", "FirstOrCreate": // after the destination
		if len(call.Args) > 2 {
			given = values.Variadic(call.Args[2])
		}
	}
	if len(given) == 0 || given[0] == nil {
		return ""
	}
	lit := literal(given[0])
	if lit == nil {
		return ""
	}
	fields := values.Fields(lit)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if values.IsZero(fields[name]) {
			return name
		}
	}
	return ""
}

// literal returns the composite literal of a struct that v is or points to.
func literal(v ssa.Value) *ssa.Alloc {
	v = values.Unwrap(v)
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok || alloc.Comment != "complit" {
		return nil
	}
	if ptr, ok := alloc.Type().Underlying().(*types.Pointer); ok {
		if _, ok := ptr.Elem().Underlying().(*types.Struct); ok {
			return alloc
		}
	}
	return nil
}

// selects reports whether the chain of calls behind v names the columns.
func selects(v ssa.Value, depth int) bool {
	call, ok := v.(*ssa.Call)
	if !ok || depth > 20 || !isDB(&call.Call) {
		return false
	}
	name := call.Call.StaticCallee().Name()
	return name == "Select" || name == "Omit" || selects(call.Call.Args[0], depth+1)
}
