package pooluse

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

//go:embed doc.go
var doc string

// Analyzer reports misuse of sync.Pool.
var Analyzer = &analysis.Analyzer{
	Name:     "pooluse",
	Doc:      docs.MustExtract(doc, "pooluse"),
	URL:      docs.URL("pooluse"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !importsPools(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	pools := findPools(p)
	for _, pool := range pools.all {
		for _, get := range pool.gets {
			obj := pools.objectOf(get)
			reportAfterPut(pass, obj)
			if deliberate.InTest(pass.Fset, get.call.Pos()) { // the rest costs, or fails the test
				continue
			}
			if pool.evidenceOfStale(obj) {
				report.At(pass, p.Range(get.call), "noreset", fmt.Sprintf("%s still holds what its last user left: nothing resets it", nameOf(p, obj.value)))
			}
			if assert := get.uncheckedAssert(); assert != nil && pool.lacksNew() {
				report.At(pass, p.Range(assert), "nonew", "Get returns nil for an empty pool without New, and the assertion panics")
			}
		}
		for _, put := range pool.puts {
			switch t := putType(put); {
			case t == nil || deliberate.InTest(pass.Fset, put.Pos()):
			case needsClose(t) && !emptied(put):
				report.At(pass, p.Range(put), "closer", fmt.Sprintf("the pool drops %s at a garbage collection without closing it", typeName(pass, t)))
			case !pointerShaped(t):
				report.At(pass, p.Range(put), "nonpointer", fmt.Sprintf("Put of a %s allocates a copy of its header each time: pool pointers", typeName(pass, t)))
			}
		}
		reportOversized(pass, pools, pool)
	}
	for _, call := range pools.lent {
		reportAfterPut(pass, pools.lentObject(call))
	}
	return nil, nil
}

// reportOversized reports the Put of a buffer that some reader of any length
// filled, unless its capacity is looked at.
func reportOversized(pass *analysis.Pass, pools *pools, pool *pool) {
	if pool.looksAtSize(pools) {
		return
	}
	for _, get := range pool.gets {
		if deliberate.InTest(pass.Fset, get.call.Pos()) {
			continue
		}
		obj := pools.objectOf(get)
		if fill, put := obj.filledFrom(), obj.anyPut(); fill != nil && put != nil {
			p := flow.Of(pass)
			report.At(pass, p.Range(put), "oversized", fmt.Sprintf("%s goes back to the pool however large it has grown", nameOf(p, obj.value)),
				report.Step(p.Range(fill), "grows with the input here"),
				report.Step(p.Range(put), "keeps the memory here"))
		}
	}
}

func nameOf(p *flow.Package, v ssa.Value) string {
	if name := p.Name(v); name != "" && name[len(name)-1] != ')' {
		return name
	}
	return "the pooled object"
}

func typeName(pass *analysis.Pass, t types.Type) string {
	return types.TypeString(t, types.RelativeTo(pass.Pkg))
}

// importsPools reports whether pkg imports sync or a framework that lends
// objects from pools.
func importsPools(pkg *types.Package) bool {
	lenders := typestate.Pooled.Packages()
	for _, imp := range pkg.Imports() {
		if imp.Path() == "sync" || lenders[imp.Path()] {
			return true
		}
	}
	return false
}

// putType returns the type of what put hands to the pool, or nil.
func putType(put ssa.CallInstruction) types.Type {
	var t types.Type
	switch conv := put.Common().Args[1].(type) {
	case *ssa.MakeInterface:
		t = types.Unalias(conv.X.Type())
	case *ssa.ChangeInterface:
		t = types.Unalias(conv.X.Type())
	default:
		return nil
	}
	if _, generic := t.(*types.TypeParam); generic {
		return nil
	}
	return t
}

// emptied reports whether the function of put sets a field of what it puts to nil
// before: the connection that a wrapper was made for.
func emptied(put ssa.CallInstruction) bool {
	conv, ok := put.Common().Args[1].(*ssa.MakeInterface)
	if !ok {
		return false
	}
	for _, ref := range flow.Referrers(conv.X) {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(addr) && flow.IsNil(store.Val) && flow.Reaches(store, put) {
				return true
			}
		}
	}
	return false
}

// pointerShaped reports whether a value of type t fits an interface without an
// allocation.
func pointerShaped(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer || u.Kind() == types.UntypedNil
	case *types.Struct:
		return u.NumFields() == 0 || u.NumFields() == 1 && pointerShaped(u.Field(0).Type())
	case *types.Array:
		return u.Len() == 0 || u.Len() == 1 && pointerShaped(u.Elem())
	}
	return false
}

// closers are types whose values hold a descriptor until Close.
var closers = map[string]bool{
	"net.Conn": true, "*net.TCPConn": true, "*net.UDPConn": true, "*net.UnixConn": true, "net.Listener": true, "net.PacketConn": true, "*crypto/tls.Conn": true,
	"*os.File": true, "*database/sql.DB": true, "*database/sql.Conn": true, "*database/sql.Stmt": true, "*net/http.Response": true, "*google.golang.org/grpc.ClientConn": true,
	"*github.com/gorilla/websocket.Conn": true, "*golang.org/x/crypto/ssh.Client": true, "*net/rpc.Client": true, "*net/smtp.Client": true,
}

// needsClose reports whether a value of type t holds a descriptor until it is
// closed, itself or in a field.
func needsClose(t types.Type) bool {
	if closers[t.String()] {
		return true
	}
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	s, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Embedded() && closers[types.Unalias(f.Type()).String()] {
			return true
		}
	}
	return false
}
