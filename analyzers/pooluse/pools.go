package pooluse

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

// pools are the pools of one package.
type pools struct {
	flow    *flow.Package
	all     []*pool
	byClass map[access.Class]*pool
	makers  map[*ssa.Function]*pool // functions that return what they get from a pool
	putters map[*ssa.Parameter]bool // parameters that their function puts into a pool
	lent    []*ssa.Call             // calls that take objects from the pools of frameworks
}

// A pool is one variable or field of type sync.Pool.
type pool struct {
	class  access.Class
	gets   []get
	puts   []ssa.CallInstruction
	hasNew bool // New is set, or may be set by code out of sight
	resets bool // some code resets what it gets or puts
}

// A get is a call that returns an object of a pool: Get, or a function of the
// package that calls it.
type get struct {
	call *ssa.Call
	pool *pool
}

func findPools(p *flow.Package) *pools {
	ps := &pools{flow: p, byClass: make(map[access.Class]*pool), makers: make(map[*ssa.Function]*pool), putters: make(map[*ssa.Parameter]bool)}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			ps.visit(instr)
		}
	}
	for _, fn := range p.Functions() {
		ps.findMaker(fn)
		ps.findPutter(fn)
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok {
				if callee := call.Call.StaticCallee(); callee != nil && ps.makers[flow.Origin(callee)] != nil {
					pool := ps.makers[flow.Origin(callee)]
					pool.gets = append(pool.gets, get{call, pool})
				}
			}
		}
	}
	for _, pool := range ps.all {
		for _, get := range pool.gets {
			pool.resets = pool.resets || ps.objectOf(get).isReset()
		}
		for _, put := range pool.puts {
			pool.resets = pool.resets || ps.putReset(put)
		}
	}
	return ps
}

// visit records what instr tells about pools.
func (ps *pools) visit(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		common := instr.Common()
		name := flow.CalleeName(common)
		if call, ok := instr.(*ssa.Call); ok && typestate.Pooled[name].Protocol != nil {
			ps.lent = append(ps.lent, call)
		}
		switch name {
		case "(*sync.Pool).Get":
			if call, ok := instr.(*ssa.Call); ok {
				if pool := ps.of(common.Args[0]); pool != nil {
					pool.gets = append(pool.gets, get{call, pool})
				}
			}
		case "(*sync.Pool).Put":
			if pool := ps.of(common.Args[0]); pool != nil {
				pool.puts = append(pool.puts, instr)
			}
		default:
			for _, arg := range common.Args { // may set New
				if isPool(arg.Type()) {
					if pool := ps.of(arg); pool != nil {
						pool.hasNew = true
					}
				}
			}
		}
	case *ssa.Store:
		if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && isPool(addr.X.Type()) {
			if pool := ps.of(addr.X); pool != nil {
				pool.hasNew = true
			}
		}
		if isPool(instr.Val.Type()) || isPool(types.NewPointer(instr.Val.Type())) {
			for _, v := range []ssa.Value{instr.Addr, instr.Val} {
				if pool := ps.of(v); pool != nil {
					pool.hasNew = true
				}
			}
		}
	}
}

// of returns the pool at address or of value v, or nil if it has no
// declaration of its own.
func (ps *pools) of(v ssa.Value) *pool {
	class := access.ClassOf(v)
	if class.IsZero() {
		return nil
	}
	if ps.byClass[class] == nil {
		// Elements of collections get their New where they are made.
		pool := &pool{class: class, hasNew: strings.Contains(class.Var, "[")}
		ps.byClass[class] = pool
		ps.all = append(ps.all, pool)
	}
	return ps.byClass[class]
}

func isPool(t types.Type) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	return ok && typ.Is(ptr.Elem(), "sync", "Pool")
}

// lacksNew reports whether nothing sets New of the pool, as far as any code
// could.
func (p *pool) lacksNew() bool {
	if p.hasNew {
		return false
	}
	if p.class.Owner != nil {
		return !ssaExported(p.class.Var)
	}
	global, ok := p.class.Root.(*ssa.Global)
	return ok && !ssaExported(global.Name())
}

func ssaExported(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

// findMaker marks fn if it returns what it gets from a pool.
func (ps *pools) findMaker(fn *ssa.Function) {
	if fn.Signature.Results().Len() != 1 {
		return
	}
	for _, pool := range ps.all {
		for _, get := range pool.gets {
			if get.call.Parent() != fn {
				continue
			}
			obj := ps.objectOf(get)
			for _, block := range fn.Blocks {
				if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 && obj.aliases[flow.Results(ret)[0]] {
					ps.makers[fn] = pool
				}
			}
		}
	}
}

// findPutter marks the parameters that fn puts into a pool.
func (ps *pools) findPutter(fn *ssa.Function) {
	for _, param := range fn.Params {
		obj := ps.object(param)
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(ssa.CallInstruction); ok && obj.isReturned(call.Common()) {
				ps.putters[param] = true
			}
		}
	}
}

// lentObject returns the object that call takes from the pool of a framework.
func (ps *pools) lentObject(call *ssa.Call) *object {
	obj := &object{pools: ps, value: call, aliases: make(map[ssa.Value]bool), derived: make(map[ssa.Value]bool), vars: make(map[ssa.Value]bool),
		release: typestate.Pooled[flow.CalleeName(call.Common())].Functions[0]}
	obj.add(call)
	return obj
}

// putReset reports whether the function that contains put resets what it puts.
func (ps *pools) putReset(put ssa.CallInstruction) bool {
	v := put.Common().Args[1]
	if conv, ok := v.(*ssa.MakeInterface); ok {
		v = conv.X
	}
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
		if fv, ok := v.(*ssa.FreeVar); ok {
			if b := flow.Binding(fv); b != nil {
				v = b
			}
		}
		obj := &object{pools: ps, value: v, aliases: map[ssa.Value]bool{}, derived: map[ssa.Value]bool{}, vars: map[ssa.Value]bool{}}
		obj.addVariable(v)
		return obj.isReset()
	}
	return ps.object(v).isReset()
}

// uncheckedAssert returns the type assertion that panics if the pool is empty,
// or nil if the code looks for nil.
func (g get) uncheckedAssert() *ssa.TypeAssert {
	if flow.CalleeName(g.call.Common()) != "(*sync.Pool).Get" {
		return nil
	}
	var found *ssa.TypeAssert
	for _, ref := range *g.call.Referrers() {
		switch ref := ref.(type) {
		case *ssa.TypeAssert:
			if ref.CommaOk {
				return nil
			}
			found = ref
		case *ssa.BinOp:
			return nil // compared with nil
		}
	}
	return found
}
