package shortread

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports reads whose byte count is ignored.
var Analyzer = &analysis.Analyzer{
	Name:     "shortread",
	Doc:      docs.MustExtract(doc, "shortread"),
	URL:      docs.URL("shortread"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !reads(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok || !isRead(call) || countUsed(call) || !usedAfter(p, call) {
				continue
			}
			report.At(pass, p.Range(call), "", fmt.Sprintf("%s may fill only a part of %s, and its count is ignored", flow.CalleeObject(call.Common()).Name(), bufferName(p, call)))
		}
	}
	return nil, nil
}

// reads reports whether the package mentions a method Read and is not made for
// tests, whose readers are their own.
func reads(pass *analysis.Pass) bool {
	for _, imp := range pass.Pkg.Imports() {
		if imp.Path() == "testing" && strings.Contains(pass.Pkg.Name(), "test") {
			return false
		}
	}
	for _, sel := range pass.TypesInfo.Selections {
		if name := sel.Obj().Name(); name == "Read" || strings.HasPrefix(name, "ReadFrom") {
			return true
		}
	}
	return false
}

// full are types whose Read fills the buffer or fails, and readers for which a
// short count has a meaning of its own.
var full = []string{"crypto", "math/rand", "bytes", "strings", "hash", "golang.org/x/crypto/sha3", "golang.org/x/crypto/blake2b", "golang.org/x/crypto/blake2s",
	"golang.org/x/crypto/chacha20", "golang.org/x/crypto/hkdf", "lukechampine.com/blake3", "github.com/zeebo/blake3", "internal/chacha8rand"}

// isRead reports whether call is of the Read method of an io.Reader that may
// return less than was asked for, or receives a packet, which has its own length.
func isRead(call *ssa.Call) bool {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.FullName() {
	case "(net.PacketConn).ReadFrom", "(*net.UDPConn).ReadFrom", "(*net.UDPConn).ReadFromUDP", "(*net.UDPConn).ReadFromUDPAddrPort", "(*net.UnixConn).ReadFrom", "(*net.UnixConn).ReadFromUnix", "(*net.IPConn).ReadFrom", "(*net.IPConn).ReadFromIP":
		return true
	}
	if fn.Name() != "Read" {
		return false
	}
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 1 || sig.Results().Len() != 2 || sig.Params().At(0).Type().String() != "[]byte" {
		return false
	}
	if basic, ok := sig.Results().At(0).Type().(*types.Basic); !ok || basic.Kind() != types.Int {
		return false
	}
	return !fills(fn.Pkg().Path()) && !fills(readerPackage(call)) && !randomReader(call)
}

// fills reports whether the types of the package at path fill the buffer.
func fills(path string) bool {
	return slices.ContainsFunc(full, func(prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") })
}

// readerPackage returns the path of the package that declares the type of the
// reader, which may have its Read from an embedded interface.
func readerPackage(call *ssa.Call) string {
	v := call.Call.Value
	if !call.Call.IsInvoke() {
		v = call.Call.Args[0]
	}
	named := typ.Named(v.Type())
	if named == nil || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path()
}

// randomReader reports whether call reads random numbers, by the name of where
// its reader comes from: rand.Reader, config.Rand, c.rand().
func randomReader(call *ssa.Call) bool {
	if !call.Call.IsInvoke() {
		return false
	}
	switch v := call.Call.Value.(type) {
	case *ssa.Call:
		return isRandom(flow.CalleeName(v.Common()))
	case *ssa.UnOp:
		switch from := v.X.(type) {
		case *ssa.Global:
			return isRandom(from.String())
		case *ssa.FieldAddr:
			f := flow.FieldOf(from)
			return f != nil && isRandom(f.Name())
		}
	case *ssa.Parameter:
		return isRandom(v.Name())
	}
	return false
}

// isRandom reports whether name is that of a source of random numbers.
func isRandom(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "rand") || strings.Contains(name, "drbg") || strings.Contains(name, "entropy")
}

// countUsed reports whether the code looks at how many bytes call has read.
func countUsed(call *ssa.Call) bool {
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && len(*e.Referrers()) > 0 {
			return true
		}
		if _, ok := ref.(*ssa.Return); ok {
			return true
		}
	}
	return false
}

// usedAfter reports whether the buffer of call is longer than one byte and used
// after the read.
func usedAfter(p *flow.Package, call *ssa.Call) bool {
	args := call.Call.Args
	buf := args[len(args)-1]
	if one(buf) || oneInField(p, buf) {
		return false
	}
	seen := make(map[ssa.Value]bool)
	var used func(v ssa.Value) bool
	used = func(v ssa.Value) bool {
		if seen[v] || v.Referrers() == nil {
			return false
		}
		seen[v] = true
		for _, ref := range flow.Referrers(v) {
			if ref == ssa.Instruction(call) || !flow.Reaches(call, ref) {
				if s, ok := ref.(*ssa.Slice); ok && used(s) {
					return true
				}
				continue
			}
			switch ref := ref.(type) {
			case *ssa.Slice:
				if used(ref) {
					return true
				}
			case *ssa.Phi, *ssa.ChangeType, *ssa.MakeInterface:
				if used(ref.(ssa.Value)) {
					return true
				}
			case *ssa.Convert, *ssa.Return, *ssa.Store, *ssa.IndexAddr, *ssa.Send, *ssa.MapUpdate:
				return true
			case ssa.CallInstruction:
				if name := flow.Builtin(ref.Common()); name != "len" && name != "cap" && !readsAgain(ref) {
					return true
				}
			}
		}
		return false
	}
	if used(buf) {
		return true
	}
	if inField(buf) {
		return true
	}
	if s, ok := buf.(*ssa.Slice); ok { // buf[:] of an array, or of a longer buffer
		return used(s.X) || loaded(s.X, call)
	}
	return loaded(buf, call)
}

// loaded reports whether the buffer is an array whose elements are read after
// the call.
func loaded(v ssa.Value, call *ssa.Call) bool {
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr, *ssa.UnOp:
			if flow.Reaches(call, ref) {
				return true
			}
		}
	}
	return false
}

// inField reports whether the buffer is in a field, where other code finds it.
func inField(v ssa.Value) bool {
	for {
		s, ok := v.(*ssa.Slice)
		if !ok {
			break
		}
		v = s.X
	}
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	_, ok := v.(*ssa.FieldAddr)
	return ok
}

// readsAgain reports whether call fills the buffer anew.
func readsAgain(call ssa.CallInstruction) bool {
	fn := flow.CalleeObject(call.Common())
	return fn != nil && (fn.Name() == "Read" || fn.Name() == "ReadFull")
}

// one reports whether buf holds a single byte, which is read or not.
func one(buf ssa.Value) bool {
	switch buf := buf.(type) {
	case *ssa.MakeSlice:
		n, ok := ranges.Const(buf.Len)
		return ok && n <= 1
	case *ssa.Slice:
		if hi, ok := ranges.Const(buf.High); buf.High != nil && ok {
			lo := int64(0)
			if buf.Low != nil {
				lo, _ = ranges.Const(buf.Low)
			}
			return hi-lo <= 1
		}
		if ptr, ok := buf.X.Type().Underlying().(*types.Pointer); ok {
			if arr, ok := ptr.Elem().Underlying().(*types.Array); ok {
				return arr.Len() <= 1
			}
		}
	}
	return false
}

// oneInField reports whether buf is a field that always holds a buffer of one
// byte.
func oneInField(p *flow.Package, buf ssa.Value) bool {
	load, ok := buf.(*ssa.UnOp)
	if !ok {
		return false
	}
	stored, complete := p.Stored(load.X)
	for _, v := range stored {
		if !one(v) {
			return false
		}
	}
	return complete && len(stored) > 0
}

func bufferName(p *flow.Package, call *ssa.Call) string {
	args := call.Call.Args
	if name := p.Name(args[len(args)-1]); name != "" {
		return name
	}
	return "the buffer"
}
