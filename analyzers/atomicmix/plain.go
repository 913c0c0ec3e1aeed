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
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
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
