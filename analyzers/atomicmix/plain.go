package atomicmix

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A variable is a field, a package variable or a local variable whose uses are
// compared; elem stands for the elements of an array or slice.
type variable struct {
	field *types.Var
	root  ssa.Value
	elem  bool
}

// A use is one access of a variable.
type use struct {
	instr  ssa.Instruction
	addr   ssa.Value
	write  bool
	atomic bool
}

// plainAccesses reports the plain accesses of variables that are accessed
// atomically elsewhere.
func (c *checker) plainAccesses() {
	if c.withoutBodies() {
		return
	}
	uses := make(map[variable][]use)
	var order []variable
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			for _, u := range accesses(instr) {
				v, ok := variableOf(u.addr)
				if !ok {
					continue
				}
				if uses[v] == nil {
					order = append(order, v)
				}
				uses[v] = append(uses[v], u)
			}
		}
	}
	for _, v := range order {
		atomic := c.evidence(uses[v])
		if atomic == nil || c.owned(uses[v]) {
			continue
		}
		// Of x += y, the write is reported.
		seen := make(map[token.Pos]bool)
		for _, u := range writesFirst(uses[v]) {
			if pos := c.flow.Range(u.instr).Pos(); !u.atomic && !seen[pos] && !elsewhere(u, uses[v]) && c.concurrent(u, uses[v]) {
				seen[pos] = true
				c.reportPlain(u, *atomic)
			}
		}
	}
}

// writesFirst returns uses with the writes before the reads.
func writesFirst(uses []use) []use {
	sorted := slices.Clone(uses)
	slices.SortStableFunc(sorted, func(a, b use) int {
		switch {
		case a.write == b.write:
			return 0
		case a.write:
			return -1
		}
		return 1
	})
	return sorted
}

// elsewhere reports whether u is of a struct that is a part of others than those
// whose fields are accessed atomically, as far as these are known: a snapshot of
// counters is of their type.
func elsewhere(u use, uses []use) bool {
	at, known := holder(u.addr), false
	if at == nil {
		return false
	}
	for _, a := range uses {
		if !a.atomic {
			continue
		}
		switch holder(a.addr) {
		case nil:
		case at:
			return false
		default:
			known = true
		}
	}
	return known
}

// holder returns the field that the struct with the field at addr is itself, or
// nil if that is not known.
func holder(addr ssa.Value) *types.Var {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	outer, ok := field.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	return flow.FieldOf(outer)
}

// withoutBodies reports whether the package declares functions that are written
// elsewhere: it has other means than sync/atomic to order what it does.
func (c *checker) withoutBodies() bool {
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body == nil {
				return true
			}
		}
	}
	return false
}

// owned reports whether more functions access the variable plainly than
// atomically: then it has an owner, for whom others leave the atomic ones.
func (c *checker) owned(uses []use) bool {
	atomic, plain := make(map[*ssa.Function]bool), make(map[*ssa.Function]bool)
	for _, u := range uses {
		fn := flow.Outermost(u.instr.Parent())
		switch {
		case c.inTest(u.instr):
		case u.atomic:
			atomic[fn] = true
		default:
			if _, fresh := access.Of(u.addr).Root.(*ssa.Alloc); !fresh {
				plain[fn] = true
			}
		}
	}
	return len(plain) > 2 && len(plain) > len(atomic)
}

// unused reports whether instr is a load of which nothing is made.
func unused(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	return ok && !slices.ContainsFunc(*load.Referrers(), func(ref ssa.Instruction) bool {
		_, debug := ref.(*ssa.DebugRef)
		return !debug
	})
}

// onlyTests reports whether only tests call fn.
func (c *checker) onlyTests(fn *ssa.Function) bool {
	callers := c.flow.CallersOf(fn)
	return callers.Complete && len(callers.Calls) > 0 &&
		!slices.ContainsFunc(callers.Calls, func(call ssa.CallInstruction) bool { return !c.inTest(call) })
}

// accesses returns the memory that instr reads or writes.
func accesses(instr ssa.Instruction) []use {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.MUL {
			return []use{{instr: instr, addr: instr.X}}
		}
	case *ssa.Store:
		return []use{{instr: instr, addr: instr.Addr, write: true}}
	case ssa.CallInstruction:
		if op := atomicFunc(instr.Common()); op != "" {
			return []use{{instr: instr, addr: instr.Common().Args[0], write: !strings.HasPrefix(op, "Load"), atomic: true}}
		}
	}
	return nil
}

// atomicFunc returns the name of the function of sync/atomic that call calls
// with an address, or "".
func atomicFunc(call *ssa.CallCommon) string {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || fn.Signature().Recv() != nil || len(call.Args) == 0 {
		return ""
	}
	return fn.Name()
}

// variableOf returns the variable at addr, if uses of it in other places can be
// recognised.
func variableOf(addr ssa.Value) (variable, bool) {
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		f := flow.FieldOf(a)
		return variable{field: f}, f != nil
	case *ssa.Global:
		return variable{root: a}, true
	case *ssa.FreeVar:
		if b, ok := flow.Binding(a).(*ssa.Alloc); ok {
			return variable{root: b}, true
		}
	case *ssa.Alloc:
		return variable{root: a}, true
	case *ssa.IndexAddr:
		base := a.X
		if load, ok := base.(*ssa.UnOp); ok && load.Op == token.MUL {
			base = load.X
		}
		v, ok := variableOf(base)
		v.elem = true
		return v, ok
	}
	return variable{}, false
}

// evidence returns an atomic use, a write if there is one, or nil.
func (c *checker) evidence(uses []use) *use {
	var found *use
	for i, u := range uses {
		if u.atomic && (found == nil || u.write && !found.write) {
			found = &uses[i]
		}
	}
	return found
}

// concurrent reports whether the plain access u may happen while others use
// the variable: it is not part of the object's construction, nor ordered behind
// the end of the goroutines, nor a read under a lock.
func (c *checker) concurrent(u use, all []use) bool {
	fn := flow.Outermost(u.instr.Parent())
	if flow.Prepares(fn) || !u.instr.Pos().IsValid() || c.inTest(u.instr) || unused(u.instr) || c.onlyTests(fn) || inOnce(u.instr.Parent()) {
		return false
	}
	v, _ := variableOf(u.addr)
	if !u.write && !anyWrite(all) {
		return false
	}
	if swapped(u.instr) || len(c.model.Held(u.instr)) > 0 || c.guarded(u) {
		return false
	}
	if alloc, ok := v.root.(*ssa.Alloc); ok {
		return c.afterStart(u.instr, alloc) && !joined(u.instr)
	}
	root := access.Of(u.addr).Root
	if _, fresh := root.(*ssa.Alloc); fresh {
		return false
	}
	if call, ok := root.(*ssa.Call); ok && c.constructs(call) {
		return false
	}
	return !joined(u.instr)
}

// inOnce reports whether fn is a literal that a sync.Once runs: all who use the
// variable have waited for it.
func inOnce(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	for instr := range flow.Instructions(fn.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || flow.CalleeName(call.Common()) != "(*sync.Once).Do" {
			continue
		}
		switch run := call.Call.Args[1].(type) {
		case *ssa.MakeClosure:
			if run.Fn == fn {
				return true
			}
		case *ssa.Function:
			if run == fn {
				return true
			}
		}
	}
	return false
}

// swapped reports whether instr reads the old value of a CompareAndSwap, which
// finds out if it was stale.
func swapped(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok {
		return false
	}
	for other := range flow.Instructions(load.Parent()) {
		call, ok := other.(*ssa.Call)
		if !ok || !strings.HasPrefix(atomicFunc(call.Common()), "CompareAndSwap") {
			continue
		}
		if access.Of(call.Common().Args[0]) == access.Of(load.X) {
			return true
		}
	}
	return false
}

// guarded reports whether the object of u has a lock that the function's
// callers may hold for it: it is unexported, and some struct on the way to the
// variable has a lock.
func (c *checker) guarded(u use) bool {
	fn := flow.Outermost(u.instr.Parent())
	if token.IsExported(fn.Name()) {
		return false
	}
	for addr := u.addr; ; {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			if ptr, ok := a.X.Type().Underlying().(*types.Pointer); ok && hasLock(ptr.Elem()) {
				return true
			}
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		case *ssa.UnOp:
			addr = a.X
			continue
		}
		return false
	}
}

// hasLock reports whether the struct t has a field that is a lock.
func hasLock(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if locks.IsLock(f.Type()) {
			return true
		}
	}
	return false
}

func anyWrite(uses []use) bool {
	for _, u := range uses {
		if u.atomic && u.write {
			return true
		}
	}
	return false
}

// constructs reports whether call returns a new object of the package's.
func (c *checker) constructs(call *ssa.Call) bool {
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) > 0 {
			if _, isNew := ret.Results[0].(*ssa.Alloc); !isNew {
				return false
			}
		}
	}
	return true
}

func (c *checker) inTest(instr ssa.Instruction) bool {
	return deliberate.InTest(c.flow.Fset, instr.Pos())
}

// afterStart reports whether instr may run while a goroutine that has captured
// the local variable is running: in one itself, or after a go statement.
func (c *checker) afterStart(instr ssa.Instruction, local *ssa.Alloc) bool {
	if instr.Parent() != local.Parent() {
		return true
	}
	if !shared(local, instr) {
		return false
	}
	for other := range flow.Instructions(local.Parent()) {
		if spawns(other) && flow.Reaches(other, instr) {
			return true
		}
	}
	return false
}

// shared reports whether a literal may have captured local, or someone may have
// its address, before instr.
func shared(local *ssa.Alloc, instr ssa.Instruction) bool {
	return slices.ContainsFunc(flow.Referrers(local), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.UnOp:
			return false
		case *ssa.Store:
			if ref.Addr == ssa.Value(local) {
				return false
			}
		}
		return flow.ReachesAvoiding(ref, instr, local)
	})
}

// spawns reports whether instr starts a goroutine, or hands a function to
// something that may.
func spawns(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go:
		return true
	case *ssa.Call:
		fn := flow.CalleeObject(instr.Common())
		return fn != nil && (fn.Name() == "Go" || fn.FullName() == "time.AfterFunc")
	}
	return false
}

// joined reports whether on every path to instr the function has waited for
// goroutines: for a WaitGroup, an error group, or by a receive.
func joined(instr ssa.Instruction) bool {
	for other := range flow.Instructions(instr.Parent()) {
		if waits(other) && flow.Dominates(other, instr) {
			return true
		}
	}
	return false
}

func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return instr.Blocking
	case *ssa.Call:
		fn := flow.CalleeObject(instr.Common())
		if fn == nil {
			return false
		}
		switch fn.Name() {
		case "Wait", "Shutdown", "Close", "Stop", "RunParallel":
			return true
		}
	}
	return false
}

func (c *checker) reportPlain(u, atomic use) {
	verb, other := "read", "read"
	if u.write {
		verb = "written"
	}
	if atomic.write {
		other = "written"
	}
	name := c.flow.Name(u.addr)
	if name == "" {
		name = "a variable"
	}
	report.At(c.pass, c.flow.Range(u.instr), plain,
		fmt.Sprintf("%s is %s here without sync/atomic but %s atomically elsewhere: data race", name, verb, other),
		report.Step(c.flow.Range(atomic.instr), "%s atomically here", other),
		report.Step(c.flow.Range(u.instr), "%s plainly here", verb))
}
