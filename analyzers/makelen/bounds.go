package makelen

import (
	"fmt"
	"go/token"
	"math"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// beyond returns what is known of the length of the slice that addr is a
// constant element of, if it has no such element: "length 0", "at most 1
// element". It returns "" if it may have, and in tests, which have been run.
func (c *checker) beyond(addr *ssa.IndexAddr) string {
	index, ok := ranges.Const(addr.Index)
	if !ok || !alias.IsSlice(addr.X) || deliberate.InTest(c.pass.Fset, addr.Pos()) {
		return ""
	}
	if n, ok := c.length(addr.X); ok && n <= index && !measured(addr) {
		return fmt.Sprintf("length %d", n)
	}
	switch most := c.most(addr); {
	case most > index || most < 0:
		return ""
	case most == 0:
		return "length 0"
	case most == 1:
		return "at most 1 element"
	default:
		return fmt.Sprintf("at most %d elements", most)
	}
}

// length returns the length of the slice v if it is made or written down with
// one that is constant.
func (c *checker) length(v ssa.Value) (int64, bool) {
	view := c.m.View(v)
	switch view.Array.(type) {
	case *ssa.MakeSlice, *ssa.Alloc:
		if view.Lo.Known && view.Hi.Known && view.Lo.Sym == nil && view.Hi.Sym == nil {
			return int64(view.Hi.C - view.Lo.C), true
		}
	}
	return 0, false
}

// most returns the number of elements that the slice of addr has at most, as
// the branches on the way to addr tell that ask for its length.
func (c *checker) most(addr *ssa.IndexAddr) int64 {
	most := int64(math.MaxInt64)
	for _, call := range c.lengths(addr.Parent()) {
		if flow.Dominates(call, addr) && c.unchanged(call, addr) {
			most = min(most, ranges.Tested(addr, call).Hi)
		}
	}
	return most
}

// lengths returns the calls of len in fn. The elements of one function are
// asked about one after another.
func (c *checker) lengths(fn *ssa.Function) []*ssa.Call {
	if fn == c.lensOf {
		return c.lens
	}
	c.lensOf, c.lens = fn, nil
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && flow.Builtin(&call.Call) == "len" {
			c.lens = append(c.lens, call)
		}
	}
	return c.lens
}

// unchanged reports whether the slice that length measures is that of addr: the
// same value, or one read from the same variable, which nothing before addr
// assigns, nor any code out of sight that runs in between.
func (c *checker) unchanged(length *ssa.Call, addr *ssa.IndexAddr) bool {
	measured := length.Call.Args[0]
	load, ok := addr.X.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return measured == addr.X
	}
	if c.m.View(measured).Array != c.m.View(load).Array {
		return false
	}
	_, local := load.X.(*ssa.Alloc)
	for instr := range flow.Instructions(addr.Parent()) {
		if c.m.MayStore(instr, load.X) && flow.Reaches(instr, addr) {
			return false
		}
		if !local && c.outOfSight(instr) && flow.Reaches(length, instr) && flow.Reaches(instr, addr) {
			return false
		}
	}
	return true
}

// outOfSight reports whether instr calls code that the package does not show,
// which may call back.
func (c *checker) outOfSight(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || flow.Builtin(&call.Call) != "" {
		return false
	}
	callees, certainty := c.m.Callees(call)
	return len(callees) == 0 || certainty == flow.Unknown
}
