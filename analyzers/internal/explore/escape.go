package explore

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// escape makes all that is reachable from v known to the world.
func (m *machine) escape(v value) {
	switch v := v.(type) {
	case *chanv:
		if !v.world {
			v.world = true
			for _, e := range v.buf {
				m.escape(e)
			}
		}
	case *cell:
		if !v.world {
			v.world = true
			if v.reads != nil {
				m.escape(v.reads)
			}
			m.escape(v.val)
			for _, k := range v.kids {
				m.escape(k)
			}
		}
	case *closure:
		for _, b := range v.binds {
			m.escape(b)
		}
		m.escape(v.recv)
		if v.once != nil {
			m.escape(v.once.f)
		}
		if v.cancels != nil {
			m.release(v.cancels)
		}
	case *structv:
		for _, f := range v.fields {
			m.escape(f)
		}
	case ifacev:
		m.escape(v.v)
	case *slicev:
		m.escape(v.base)
	case *mapv:
		if !v.world {
			v.world = true
			for _, e := range v.entries {
				m.escape(e.k)
				m.escape(e.v)
			}
		}
	case tuple:
		for _, e := range v {
			m.escape(e)
		}
	}
}

// blur forgets the data that a callee may have changed through v: of structs
// the fields for which writes holds, and what is no channel, lock or function.
func (m *machine) blur(v value, writes func(*types.Var) bool, depth int) {
	if depth > 3 {
		return
	}
	switch v := v.(type) {
	case *cell:
		if s, ok := under(v.typ).(*types.Struct); ok {
			for i := range s.NumFields() {
				if writes(s.Field(i).Origin()) {
					m.blur(v.kid(int64(i)), writes, depth+1)
				}
			}
			return
		}
		switch under(v.typ).(type) {
		case *types.Array, *types.Slice:
			v.vague = true
			for _, k := range v.kids {
				m.blur(k, writes, depth+1)
			}
			return
		}
		if v.typ != nil && !m.pkg.carries(v.typ) && v.sync == nil {
			v.vague, v.val = true, nil
		} else if v.val != nil {
			m.blur(v.val, writes, depth+1)
		}
	case *slicev:
		m.blur(v.base, writes, depth+1)
	case ifacev:
		m.blur(v.v, writes, depth+1)
	case *sym:
		if v.points != nil {
			m.blur(v.points, writes, depth+1)
		}
	}
}

// foreign reports whether code of other packages may write the field f.
func (p *Package) foreign(f *types.Var) bool {
	if f.Pkg() != nil && f.Pkg().Path() == "testing" {
		return false // the number of iterations stays while a benchmark runs
	}
	return f.Exported() || f.Pkg() != p.flow.Types
}

// writesOf returns the fields that fn, which does nothing with channels, may
// write, itself or through calls; nil if they are not known.
func (p *Package) writesOf(fn *ssa.Function) map[*types.Var]bool {
	if w, ok := p.written[fn]; ok {
		return w
	}
	w := make(map[*types.Var]bool)
	p.written[fn] = w // recursion
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if addr, ok := instr.Addr.(*ssa.FieldAddr); ok {
				if f := flow.FieldOf(addr); f != nil {
					w[f] = true
				}
			} else if s, ok := under(instr.Val.Type()).(*types.Struct); ok {
				for i := range s.NumFields() {
					w[s.Field(i).Origin()] = true
				}
			}
		case ssa.CallInstruction:
			if callee := instr.Common().StaticCallee(); callee != nil && flow.Origin(callee).Blocks != nil {
				for f := range p.writesOf(flow.Origin(callee)) {
					w[f] = true
				}
			}
		}
	}
	return w
}

// reaches calls visit for each channel reachable from v.
func reaches(v value, seen map[any]bool, visit func(any)) {
	next := func(x value) { reaches(x, seen, visit) }
	enter := func(x any) bool {
		if seen[x] {
			return false
		}
		seen[x] = true
		return true
	}
	switch v := v.(type) {
	case *chanv:
		if enter(v) {
			visit(v)
			for _, e := range v.buf {
				next(e)
			}
		}
	case *cell:
		if v != nil && enter(v) {
			visit(v)
			if v.reads != nil {
				next(v.reads)
			}
			next(v.val)
			for _, k := range v.kids {
				next(k)
			}
		}
	case *closure:
		if enter(v) {
			for _, b := range v.binds {
				next(b)
			}
			next(v.recv)
			if v.once != nil {
				next(v.once.f)
			}
			if v.cancels != nil {
				next(v.cancels)
			}
		}
	case *ctxv:
		// Who knows the cancel function can end the children too; who knows
		// only the context cannot. The difference is not made.
		if enter(v) {
			if v.done != nil {
				next(v.done)
			}
			for _, c := range v.children {
				next(c)
			}
		}
	case *structv:
		for _, f := range v.fields {
			next(f)
		}
	case ifacev:
		next(v.v)
	case *slicev:
		next(v.base)
	case *mapv:
		if enter(v) {
			for _, e := range v.entries {
				next(e.k)
				next(e.v)
			}
		}
	case *sym:
		if enter(v) {
			if v.points != nil {
				next(v.points)
			}
			for _, e := range v.elems {
				next(e)
			}
			for _, e := range v.parts {
				next(e)
			}
		}
	case tuple:
		for _, e := range v {
			next(e)
		}
	}
}

// key returns a text that identifies v within an execution.
func key(v value) string {
	switch v := v.(type) {
	case nilv:
		return "nil"
	case constv:
		return v.c.ExactString()
	case *sym:
		return "s" + strconv.Itoa(v.id)
	case linv:
		return "s" + strconv.Itoa(v.s.id) + "+" + strconv.FormatInt(v.k, 10)
	case ifacev:
		return "i" + key(v.v)
	case *structv:
		fields := make([]string, 0, len(v.fields))
		for _, f := range v.fields {
			fields = append(fields, key(f))
		}
		return "{" + strings.Join(fields, ",") + "}"
	case cmpv:
		return fmt.Sprintf("(%d %s %s %t)", v.op, key(v.x), key(v.y), v.not)
	}
	return fmt.Sprintf("%p", v)
}
