package explore

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

func (m *machine) args(f *frame, common *ssa.CallCommon) []value {
	args := make([]value, len(common.Args))
	for i, a := range common.Args {
		args[i] = m.get(f, a)
	}
	return args
}

// call executes the call instr.
func (m *machine) call(g *goroutine, f *frame, instr *ssa.Call) {
	common := instr.Common()
	var fn value
	if flow.Builtin(common) == "" {
		fn = m.get(f, common.Value)
	}
	args := m.args(f, common)
	// The same question asked at two places gets the same answer.
	question := m.question(instr, fn, args)
	if question != "" && f.regs[instr] == nil {
		if x, ok := m.memo[question]; ok {
			f.regs[instr] = x
			return
		}
	}
	m.invoke(g, instr, common, fn, args, func(m *machine, result value) {
		if result == nil {
			result = m.unknown(instr.Type(), instr)
			if question != "" {
				m.memo[question] = result
			}
		}
		f.regs[instr] = result
	})
}

// question returns a text for a call that is taken to be a mere question: a
// predicate without concurrency.
func (m *machine) question(instr *ssa.Call, fn value, args []value) string {
	info := m.pkg.infoOf(instr)
	if !info.question {
		return ""
	}
	if c, ok := fn.(*closure); ok && (c.fn == nil || m.pkg.relevant(flow.Origin(c.fn))) {
		return ""
	}
	var text strings.Builder
	text.WriteString("ask " + info.name)
	if instr.Common().IsInvoke() {
		text.WriteString(key(fn))
	}
	for _, a := range args {
		text.WriteString(" " + key(a))
	}
	return text.String()
}

// invoke calls fn, or what common names, and hands the result to then: nil if
// it is not known.
func (m *machine) invoke(g *goroutine, at ssa.Instruction, common *ssa.CallCommon, fn value, args []value, then func(*machine, value)) {
	if b := flow.Builtin(common); b != "" {
		then(m, m.builtin(g, at, b, common, args))
		return
	}
	if common.IsInvoke() {
		resolved, all, ok := m.method(fn, common, args)
		if !ok {
			if m.modelled(g, at, flow.CalleeName(common), append([]value{fn}, args...), then) {
				return
			}
			m.escapeUnless(flow.CalleeObject(common), append([]value{fn}, args...))
			then(m, nil)
			return
		}
		fn, args = resolved, all
	}
	_, isCall := at.(*ssa.Call)
	if !m.callValue(g, fn, args, at, then) && !(isCall && common.StaticCallee() == nil && m.panics(g, at)) {
		then(m, nil)
	}
}

// callValue calls the function value fn. It reports false if fn is not a
// function that is seen; its arguments are then known to the world.
func (m *machine) callValue(g *goroutine, fn value, args []value, at ssa.Instruction, then func(*machine, value)) bool {
	c, ok := fn.(*closure)
	if !ok {
		if _, isNil := fn.(nilv); isNil {
			m.state = infeasible
		}
		m.escapeAll(args)
		return false
	}
	if c.cancels != nil {
		m.cancel(c.cancels)
		then(m, nil)
		return true
	}
	if c.once != nil {
		if c.once.done {
			then(m, nil)
			return true
		}
		c.once.done = true
		return m.callValue(g, c.once.f, nil, at, then)
	}
	target := flow.Origin(c.fn)
	binds := c.binds
	if target != c.fn && target.Signature.Recv() != nil && len(binds) == 1 { // bound method value
		args = append([]value{binds[0]}, args...)
		binds = nil
	} else if c.recv != nil {
		args = append([]value{c.recv}, args...)
	}
	obj, _ := target.Object().(*types.Func)
	if obj != nil && m.modelled(g, at, m.pkg.fullName(obj), args, then) {
		return true
	}
	m.outside = m.outside || target.Blocks != nil && !m.pkg.isTest(target)
	switch {
	case target.Blocks == nil || len(target.Params) != len(args):
		m.escapeUnless(obj, args)
		return false
	case !m.pkg.relevant(target):
		written := m.pkg.writesOf(target)
		writes := func(f *types.Var) bool { return written[f] || m.pkg.foreign(f) }
		for _, v := range append(args, binds...) {
			m.blur(v, writes, 0)
		}
		then(m, nil)
		return true
	case g.calls(target) >= 3 && m.pkg.shallow(target):
		m.state = infeasible // others show what less recursion does
		return true
	case len(g.frames) >= maxDepth || g.calls(target) >= 2 && !m.pkg.shallow(target):
		m.escapeAll(args)
		for _, b := range binds {
			m.escape(b)
		}
		return false
	}
	m.push(g, &frame{fn: target, binds: binds, then: then, caller: at}, args)
	return true
}

// shallow reports whether fn, which calls itself, also returns without that.
func (p *Package) shallow(fn *ssa.Function) bool {
	is, ok := p.leaves[fn]
	if !ok {
		is = shallow(fn)
		p.leaves[fn] = is
	}
	return is
}

func shallow(fn *ssa.Function) bool {
	calls := func(b *ssa.BasicBlock) bool {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && !call.Common().IsInvoke() && flow.Builtin(call.Common()) == "" {
				if _, isFunc := call.Common().Value.(*ssa.Function); !isFunc || call.Common().StaticCallee() == fn {
					return true
				}
			}
		}
		return false
	}
	seen := make([]bool, len(fn.Blocks))
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b.Index] || calls(b) {
			continue
		}
		seen[b.Index] = true
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			return true
		}
		stack = append(stack, b.Succs...)
	}
	return false
}

// calls returns how many activations of fn are on the stack of g.
func (g *goroutine) calls(fn *ssa.Function) int {
	n := 0
	for _, f := range g.frames {
		if f.fn == fn {
			n++
		}
	}
	return n
}

// A methodKey is a type and the interface method that is called on it.
type methodKey struct {
	typ    types.Type
	method *types.Func
}

// methodOf returns the method of typ that implements method, or nil.
func (p *Package) methodOf(typ types.Type, method *types.Func) *types.Selection {
	key := methodKey{typ, method}
	sel, ok := p.methods[key]
	if !ok {
		sel = types.NewMethodSet(typ).Lookup(method.Pkg(), method.Name())
		p.methods[key] = sel
	}
	return sel
}

// method resolves the call of an interface method on the value recv.
func (m *machine) method(recv value, common *ssa.CallCommon, args []value) (fn value, all []value, ok bool) {
	iface, isIface := recv.(ifacev)
	if !isIface {
		return recv, args, false
	}
	sel := m.pkg.methodOf(iface.typ, common.Method)
	if sel == nil {
		return recv, args, false
	}
	obj, isFunc := sel.Obj().(*types.Func)
	if !isFunc {
		return recv, args, false
	}
	target := m.pkg.flow.SSA().Prog.FuncValue(obj.Origin())
	if target == nil {
		return recv, args, false
	}
	v, t := iface.v, iface.typ
	for _, i := range sel.Index()[:len(sel.Index())-1] { // embedded fields
		if c, isPtr := v.(*cell); isPtr {
			v = c.kid(int64(i))
			if st, ok := under(deref(t)).(*types.Struct); ok && i < st.NumFields() {
				t = types.NewPointer(st.Field(i).Type())
				if _, ptr := under(st.Field(i).Type()).(*types.Pointer); ptr {
					v, t = m.load(c.kid(int64(i))), st.Field(i).Type()
				} else if types.IsInterface(st.Field(i).Type()) {
					return recv, args, false
				}
			}
			continue
		}
		return recv, args, false
	}
	// A method of the value called through a pointer.
	if rt := target.Signature.Recv(); rt != nil {
		_, wantsPtr := types.Unalias(rt.Type()).(*types.Pointer)
		if c, isCell := v.(*cell); isCell && !wantsPtr {
			if _, isPtr := under(t).(*types.Pointer); isPtr {
				v = m.load(c)
			}
		}
	}
	return &closure{fn: target}, append([]value{v}, args...), true
}

func (m *machine) escapeAll(args []value) {
	for _, a := range args {
		m.escape(a)
	}
}

// escapeUnless makes args known to the world unless the callee fn is known to
// keep nothing.
func (m *machine) escapeUnless(fn *types.Func, args []value) {
	for _, a := range args {
		m.blur(a, m.pkg.foreign, 0)
	}
	if fn != nil && harmless(fn) {
		for _, a := range args {
			if hasCode(a, 0) {
				m.escape(a)
			}
		}
		return
	}
	m.outside = true
	m.escapeAll(args)
}

// hasCode reports whether v is or wraps a function.
func hasCode(v value, depth int) bool {
	switch v := v.(type) {
	case *closure:
		return true
	case ifacev:
		return depth < 4 && hasCode(v.v, depth+1)
	case *structv:
		for _, f := range v.fields {
			if depth < 4 && hasCode(f, depth+1) {
				return true
			}
		}
	case *slicev:
		for _, k := range v.base.kids {
			if depth < 4 && hasCode(k.val, depth+1) {
				return true
			}
		}
	}
	return false
}

// harmless reports whether fn is from a package whose functions keep none of
// their arguments and use no channels in them.
func harmless(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return fn.Name() == "Error"
	}
	switch path := fn.Pkg().Path(); path {
	case "fmt", "log", "log/slog", "errors", "strings", "strconv", "bytes", "unicode", "unicode/utf8", "math", "math/rand",
		"math/rand/v2", "sort", "slices", "maps", "cmp", "path", "path/filepath", "os", "testing", "encoding/json", "time",
		"encoding/binary", "sync/atomic", "runtime", "runtime/debug", "regexp", "github.com/pkg/errors",
		"github.com/stretchr/testify/assert", "github.com/stretchr/testify/require", "go.uber.org/zap",
		"github.com/sirupsen/logrus", "github.com/davecgh/go-spew/spew":
		return true
	}
	return false
}

// builtin evaluates a call of the builtin named b.
func (m *machine) builtin(g *goroutine, at ssa.Instruction, b string, common *ssa.CallCommon, args []value) value {
	result, _ := at.(ssa.Value)
	switch b {
	case "close":
		m.closes(g, at, args[0])
	case "len":
		return m.length(args[0], result)
	case "cap":
		if c, ok := args[0].(*chanv); ok {
			return c.size
		}
		n := m.newSym(types.Typ[types.Int], result)
		n.lo = 0
		return n
	case "append":
		if len(args) == 2 && result != nil {
			return m.extend(args[0], args[1], result.Type())
		}
	case "delete":
		m.remove(args[0], args[1])
	case "copy":
		m.escape(args[1])
	case "clear":
		if mv, ok := args[0].(*mapv); ok {
			mv.keys, mv.entries = nil, make(map[string]entry)
		}
	case "min", "max":
		if len(args) == 2 {
			a, ok1 := intOf(args[0])
			c, ok2 := intOf(args[1])
			if ok1 && ok2 && a.s == nil && c.s == nil {
				if b == "min" {
					return intv(min(a.k, c.k))
				}
				return intv(max(a.k, c.k))
			}
		}
	case "recover":
		if n := len(g.frames); n > 1 && g.frames[n-2].unwinding {
			return m.failure()
		}
		return nilv{}
	case "ssa:wrapnilchk":
		return args[0]
	}
	return nil
}
