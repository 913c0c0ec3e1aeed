package typestate

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Packages returns the import paths of the packages whose functions are in the
// table.
func (t Table) Packages() map[string]bool {
	paths := make(map[string]bool)
	for name := range t {
		name = strings.TrimLeft(name, "(*")
		dir, last := "", name
		if i := strings.LastIndex(name, "/"); i >= 0 {
			dir, last = name[:i+1], name[i+1:]
		}
		pkg, _, _ := strings.Cut(last, ".")
		if base, rest, ok := strings.Cut(last, ".v"); ok && strings.HasPrefix(rest, "1.") { // gopkg.in/x.v1
			pkg = base + ".v1"
		}
		paths[dir+pkg] = true
	}
	return paths
}

// ReturnedReleased returns a return that hands r, or something that works on
// it, to the caller although every such return comes after its release, and
// the release. Both are nil if there is none.
func (t *Tracker) ReturnedReleased(r Resource) (release, ret ssa.Instruction) {
	if r.Value == nil || r.Call.Call.IsInvoke() && r.Call.Call.Method == nil {
		return nil, nil
	}
	a := aliasesOf(r.Protocol, r.Value, self)
	fn := r.Call.Parent()
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Defer)
		if !ok || !t.alwaysReleases(a, call) {
			continue
		}
		for _, block := range fn.Blocks {
			ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
			if ok && flow.Dominates(call, ret) && a.returned(ret) {
				return call, ret
			}
		}
	}
	return nil, nil
}

// alwaysReleases reports whether the call, or the deferred literal it calls,
// releases the resource whatever happens.
func (t *Tracker) alwaysReleases(a *aliases, call *ssa.Defer) bool {
	if a.releasedBy(call.Common()) {
		return true
	}
	mc, ok := call.Common().Value.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	fn := mc.Fn.(*ssa.Function)
	if len(fn.Blocks) == 0 {
		return false
	}
	for _, instr := range fn.Blocks[0].Instrs {
		if inner, ok := instr.(*ssa.Call); ok && a.releasedBy(inner.Common()) {
			return true
		}
	}
	return false
}

// returned reports whether ret returns the resource, what reads from it, or a
// new struct that holds one of them.
func (a *aliases) returned(ret *ssa.Return) bool {
	results := flow.Results(ret)
	for _, v := range results {
		if typ.IsError(v.Type()) && !flow.IsNil(v) {
			return false // the caller has an error and will not look
		}
	}
	for _, v := range results {
		v = concrete(v)
		if r := a.roles[v]; r == self && a.isReleased(v) || r == wrapper || a.holds(v) {
			return true
		}
	}
	return false
}

// concrete returns v without conversions between interfaces.
func concrete(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// isReleased reports whether v is what the release methods belong to: the body
// of a response, not the response, whose other fields stay of use.
func (a *aliases) isReleased(v ssa.Value) bool {
	if a.Field == "" {
		return true
	}
	methods := types.NewMethodSet(v.Type())
	for i := range methods.Len() {
		if slices.Contains(a.Methods, methods.At(i).Obj().Name()) {
			return true
		}
	}
	return false
}

// holds reports whether v is a new struct with the resource in a field.
func (a *aliases) holds(v ssa.Value) bool {
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(addr) && a.roles[store.Val] != 0 && a.roles[store.Val] != variable && a.isReleased(concrete(store.Val)) {
				return true
			}
		}
	}
	return false
}

// OnlyDeferredRelease returns the deferred call that releases r and is its only
// release, and a call that writes to r; nil where there is none.
func (t *Tracker) OnlyDeferredRelease(r Resource) (release *ssa.Defer, written ssa.Instruction) {
	if r.Value == nil {
		return nil, nil
	}
	a := aliasesOf(r.Protocol, r.Value, self)
	for instr := range flow.Instructions(r.Call.Parent()) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			if _, isReturn := instr.(*ssa.Return); !isReturn && (t.ends(a, instr, true) || a.lends(instr)) {
				return nil, nil
			}
			continue
		}
		common := call.Common()
		d, isDefer := call.(*ssa.Defer)
		switch {
		case isDefer && a.releasedBy(common):
			release = d
		case a.syncs(common), t.endedByCall(a, call):
			return nil, nil
		case t.writes(a, call, 0):
			written = call
		}
	}
	return release, written
}

// ReadBeforeClose returns the deferred call that completes what the writer r has
// written to a buffer, and a call before that takes the content of the buffer; nil
// unless the deferred call is the only one that completes it.
func (t *Tracker) ReadBeforeClose(r Resource) (release, read ssa.Instruction) {
	if !r.Final || r.Value == nil || len(r.Call.Call.Args) == 0 {
		return nil, nil
	}
	if !r.InMemory() {
		return nil, nil
	}
	buffer := concrete(r.Call.Call.Args[0])
	a := aliasesOf(r.Protocol, r.Value, self)
	for instr := range flow.Instructions(r.Call.Parent()) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if a.releasedBy(call.Common()) {
			if _, isDefer := call.(*ssa.Defer); !isDefer {
				return nil, nil
			}
			release = call
		}
		if read == nil && takes(call, buffer) && flow.Dominates(r.Call, call) {
			read = call
		}
	}
	if release == nil || read == nil || !flow.Dominates(release, read) {
		return nil, nil
	}
	return release, read
}

// InMemory reports whether r, a writer, writes to memory, which does not fail.
func (r Resource) InMemory() bool {
	if len(r.Call.Call.Args) == 0 {
		return false
	}
	t := concrete(r.Call.Call.Args[0]).Type()
	return isNamed(t, "bytes", "Buffer") || isNamed(t, "strings", "Builder")
}

// ToTerminal reports whether r, a writer, writes to the standard output or error,
// where a failed write is rarely told.
func (r Resource) ToTerminal() bool {
	if len(r.Call.Call.Args) == 0 {
		return false
	}
	load, ok := concrete(r.Call.Call.Args[0]).(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Pkg.Pkg.Path() == "os" && (g.Name() == "Stdout" || g.Name() == "Stderr")
}

// takes reports whether call takes the content of the buffer.
func takes(call ssa.CallInstruction, buffer ssa.Value) bool {
	fn := flow.CalleeObject(call.Common())
	if _, isCall := call.(*ssa.Call); !isCall || fn == nil || len(call.Common().Args) == 0 || call.Common().Args[0] != buffer {
		return false
	}
	return fn.Name() == "Bytes" || fn.Name() == "String" || fn.Name() == "WriteTo"
}

// syncs reports whether the call forces the data of the resource to the disk.
func (a *aliases) syncs(common *ssa.CallCommon) bool {
	fn := flow.CalleeObject(common)
	recv := receiver(common)
	return fn != nil && recv != nil && a.roles[recv] == self && fn.Name() == "Sync"
}

// lends reports whether instr makes the resource the output of a command, which
// writes to it then.
func (a *aliases) lends(instr ssa.Instruction) bool {
	store, ok := instr.(*ssa.Store)
	if !ok || a.roles[store.Val] == 0 {
		return false
	}
	addr, ok := store.Addr.(*ssa.FieldAddr)
	return ok && lentToCommand(addr)
}

// writes reports whether the call writes to the resource, itself or in a function of
// the package.
func (t *Tracker) writes(a *aliases, call ssa.CallInstruction, depth int) bool {
	if a.writtenBy(call.Common()) {
		return true
	}
	callees, certainty := t.flow.Callees(call)
	if certainty != flow.Sure || depth > 3 {
		return false
	}
	for i, arg := range callees[0].Args {
		if a.roles[arg] == 0 {
			continue
		}
		inner := aliasesOf(a.Protocol, callees[0].Fn.Params[i], a.roles[arg])
		for instr := range flow.Instructions(callees[0].Fn) {
			if call, ok := instr.(ssa.CallInstruction); ok && t.writes(inner, call, depth+1) {
				return true
			}
		}
	}
	return false
}

// writtenBy reports whether the call writes to the resource: by a method of its
// own or of a writer around it, or as what a function of the standard library
// writes to.
func (a *aliases) writtenBy(common *ssa.CallCommon) bool {
	fn := flow.CalleeObject(common)
	if fn == nil {
		return false
	}
	if recv := receiver(common); recv != nil && a.roles[recv] != 0 {
		for _, verb := range []string{"Write", "Encode", "ReadFrom", "Truncate", "Print", "Create", "AddFS"} {
			if strings.HasPrefix(fn.Name(), verb) {
				return true
			}
		}
		return false
	}
	if !inStd(fn) || wrapping(fn.Name()) {
		return false
	}
	params := fn.Signature().Params()
	for i, arg := range arguments(common) {
		if a.roles[arg] != 0 && i < params.Len() && isNamed(params.At(i).Type(), "io", "Writer") {
			return true
		}
	}
	return false
}
