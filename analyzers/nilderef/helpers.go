package nilderef

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// helpers knows the functions of the package whose single result may be nil
// and is compared with nil by some of their callers. A caller that does not
// compare it has forgotten to.
type helpers struct {
	flow  *flow.Package
	model *nilness.Model
	known map[*ssa.Function]bool
}

func newHelpers(p *flow.Package, model *nilness.Model) *helpers {
	return &helpers{flow: p, model: model, known: make(map[*ssa.Function]bool)}
}

// mayBeNil reports whether v is the result of such a function.
func (h *helpers) mayBeNil(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	static := call.Call.StaticCallee()
	if static == nil {
		return false
	}
	fn := flow.Origin(static)
	if len(fn.Blocks) == 0 || fn.Signature.Results().Len() != 1 || !typ.IsPointer(fn.Signature.Results().At(0).Type()) {
		return false
	}
	known, done := h.known[fn]
	if !done {
		known = h.checkedElsewhere(fn) && h.returnsNil(fn)
		h.known[fn] = known
	}
	return known
}

func (h *helpers) returnsNil(fn *ssa.Function) bool {
	for _, o := range h.model.Outcomes(fn).Outcomes {
		if o.Kinds[0] == nilness.Nil {
			return true
		}
	}
	return false
}

// checkedElsewhere reports whether all callers of fn but one compare its
// result with nil, before some of them use it.
func (h *helpers) checkedElsewhere(fn *ssa.Function) bool {
	checked, others, used := 0, 0, false
	for _, call := range h.flow.CallersOf(fn).Calls {
		v, ok := call.(*ssa.Call)
		if !ok {
			continue
		}
		if compares(v) {
			checked++
			used = used || len(*v.Referrers()) > 1 // not asked only whether there is one
		} else {
			others++
		}
	}
	return checked >= 2 && others == 1 && used
}

func compares(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if _, ok := flow.NilTestOf(ref); ok {
				return true
			}
		case *ssa.Phi:
			for _, use := range *ref.Referrers() {
				if bin, ok := use.(*ssa.BinOp); ok {
					if _, isTest := flow.NilTestOf(bin); isTest {
						return true
					}
				}
			}
		}
	}
	return false
}

// accepts reports whether c is the result of such a function, nil for reasons
// that lie in it alone.
func (h *helpers) accepts(c *nilness.Cause) bool {
	call, ok := c.Value.(*ssa.Call)
	if !ok || c.Kind != nilness.Returned {
		return false
	}
	static := call.Call.StaticCallee() // nil if a variable holds the function
	return static != nil && h.known[flow.Origin(static)]
}
