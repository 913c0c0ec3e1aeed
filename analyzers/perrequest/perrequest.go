package perrequest

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports clients and pools that are made for every request.
var Analyzer = &analysis.Analyzer{
	Name:     "perrequest",
	Doc:      docs.MustExtract(doc, "perrequest"),
	URL:      docs.URL("perrequest"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// constructors make things that are meant to be shared, by full name.
var constructors = map[string]string{
	"database/sql.Open":                                   "a pool of connections",
	"database/sql.OpenDB":                                 "a pool of connections",
	"gorm.io/gorm.Open":                                   "a pool of connections",
	"github.com/jmoiron/sqlx.Open":                        "a pool of connections",
	"github.com/jmoiron/sqlx.Connect":                     "a pool of connections",
	"github.com/jackc/pgx/v5/pgxpool.New":                 "a pool of connections",
	"github.com/redis/go-redis/v9.NewClient":              "a pool of connections",
	"github.com/go-redis/redis/v8.NewClient":              "a pool of connections",
	"go.mongodb.org/mongo-driver/mongo.Connect":           "a pool of connections",
	"google.golang.org/grpc.NewClient":                    "a connection",
	"google.golang.org/grpc.Dial":                         "a connection",
	"google.golang.org/grpc.DialContext":                  "a connection",
	"github.com/cloudwego/hertz/pkg/app/client.NewClient": "a pool of connections",
	"github.com/panjf2000/ants/v2.NewPool":                "a pool of goroutines",
	"github.com/panjf2000/ants/v2.NewPoolWithFunc":        "a pool of goroutines",
	"regexp.MustCompile":                                  "a compiled expression",
	"regexp.Compile":                                      "a compiled expression",
}

func run(pass *analysis.Pass) (any, error) {
	if !handlers.Imported(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if !servesRequests(fn) || strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go") {
			continue
		}
		for instr := range flow.Instructions(fn) {
			v, made, what := shared(instr)
			if what != "" && !outlives(v, 0) {
				report.At(pass, p.Range(instr), "", fmt.Sprintf("%s makes %s for every request; make it once and share it", made, what))
			}
		}
	}
	return nil, nil
}

// servesRequests reports whether fn, or the function around it, is called once
// for each request.
func servesRequests(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if w, _ := handlers.NetHTTP(fn); w != nil {
			return true
		}
		if ctx, _ := handlers.Context(fn); ctx != nil {
			return true
		}
	}
	return false
}

// shared returns what instr makes that is meant to be shared: the value, the
// constructor and what it makes.
func shared(instr ssa.Instruction) (v ssa.Value, made, what string) {
	switch instr := instr.(type) {
	case *ssa.Call:
		name := flow.CalleeName(instr.Common())
		what := constructors[name]
		if strings.HasPrefix(name, "regexp.") {
			if _, isConst := instr.Call.Args[0].(*ssa.Const); !isConst {
				return nil, "", ""
			}
		}
		if what == "" {
			return nil, "", ""
		}
		fn := flow.CalleeObject(instr.Common())
		return instr, fn.Pkg().Name() + "." + fn.Name(), what
	case *ssa.Alloc:
		if isTransport(instr.Type()) && instr.Comment == "complit" {
			return instr, "http.Transport", "a pool of connections"
		}
	}
	return nil, "", ""
}

func isTransport(t types.Type) bool {
	return t.String() == "*net/http.Transport"
}

// outlives reports whether v may be kept for other requests: it is returned,
// stored anywhere but in a variable or object made here, or passed to a
// function that may keep it.
func outlives(v ssa.Value, depth int) bool {
	refs := v.Referrers()
	if refs == nil || depth > 6 {
		return depth > 6
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.MapUpdate, *ssa.Send:
			return true
		case *ssa.Extract:
			if ref.Index == 0 && outlives(ref, depth+1) {
				return true
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi, *ssa.ChangeType:
			if outlives(ref.(ssa.Value), depth+1) {
				return true
			}
		case *ssa.Store:
			if ref.Val == v && storeOutlives(ref, depth) {
				return true
			}
		case *ssa.Call:
			if fn := flow.CalleeObject(ref.Common()); fn != nil && keeps(fn.Name()) {
				return true
			}
		}
	}
	return false
}

// storeOutlives reports whether store puts its value where other requests find
// it.
func storeOutlives(store *ssa.Store, depth int) bool {
	addr := store.Addr
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		case *ssa.Alloc:
			return outlives(a, depth+1)
		}
		return true
	}
}

// keeps reports whether a function of the given name is one that stores its
// argument: sync.Map's Store, a cache's Set or Add.
func keeps(name string) bool {
	switch name {
	case "Store", "LoadOrStore", "Set", "Add", "Put", "Swap", "CompareAndSwap":
		return true
	}
	return false
}
