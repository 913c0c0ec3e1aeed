package sqlbuild

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

const (
	maxAlternatives = 24
	maxDepth        = 12
)

// A builder puts together the texts that a string may have.
type builder struct {
	flow *flow.Package
	open map[ssa.Value]bool // values that are being expanded
}

// alternatives returns the parts of v, for each of the ways in which v may be
// put together: on several paths, in several steps, by functions of the
// package.
func (b *builder) alternatives(v ssa.Value, depth int) [][]values.Part {
	whole := [][]values.Part{{{Value: v}}}
	if text, ok := values.String(b.flow, v); ok {
		return [][]values.Part{{{Text: text}}}
	}
	if depth > maxDepth {
		return whole
	}
	if b.open[v] {
		return [][]values.Part{{{Text: " "}}} // what earlier turns of a loop have added
	}
	b.open[v] = true
	defer delete(b.open, v)
	switch x := v.(type) {
	case *ssa.BinOp:
		if x.Op == token.ADD {
			return product(b.alternatives(x.X, depth+1), b.alternatives(x.Y, depth+1))
		}
	case *ssa.MakeInterface:
		return b.alternatives(x.X, depth+1)
	case *ssa.ChangeType:
		return b.alternatives(x.X, depth+1)
	case *ssa.Phi:
		return b.union(x.Edges, depth)
	case *ssa.UnOp:
		if stored, complete := b.flow.Stored(x.X); complete && len(stored) > 0 {
			if _, isAlloc := x.X.(*ssa.Alloc); isAlloc {
				return b.union(stored, depth)
			}
		}
	case *ssa.Call:
		if all := b.called(x, depth); all != nil {
			return all
		}
	}
	return whole
}

// union returns the alternatives of all vs.
func (b *builder) union(vs []ssa.Value, depth int) [][]values.Part {
	var all [][]values.Part
	for _, v := range vs {
		if len(all) < maxAlternatives {
			all = append(all, b.alternatives(v, depth+1)...)
		}
	}
	return all
}

// product returns each of a followed by each of b.
func product(a, b [][]values.Part) [][]values.Part {
	var all [][]values.Part
	for _, first := range a {
		for _, second := range b {
			if len(all) == maxAlternatives {
				return all
			}
			all = append(all, append(append([]values.Part(nil), first...), second...))
		}
	}
	return all
}

// expand returns the alternatives of parts, whose values may themselves be put
// together.
func (b *builder) expand(parts []values.Part, depth int) [][]values.Part {
	all := [][]values.Part{nil}
	for _, part := range parts {
		next := [][]values.Part{{part}}
		if part.Value != nil {
			next = b.alternatives(part.Value, depth+1)
		}
		all = product(all, next)
	}
	return all
}

// called returns the alternatives of what call returns, or nil if nothing is
// known of it.
func (b *builder) called(call *ssa.Call, depth int) [][]values.Part {
	args := call.Call.Args
	switch flow.CalleeName(call.Common()) {
	case "fmt.Sprintf":
		parts := values.Parts(b.flow, call)
		if len(parts) == 1 && parts[0].Value == ssa.Value(call) {
			return nil
		}
		return b.expand(parts, depth)
	case "(*strings.Builder).String", "(*bytes.Buffer).String":
		return b.written(call, depth)
	case "strings.ReplaceAll", "strings.Replace":
		return b.replaced(args, depth)
	case "strings.TrimSpace", "strings.TrimRight", "strings.TrimSuffix":
		return b.alternatives(args[0], depth+1)
	}
	callees, certainty := b.flow.Callees(call)
	if certainty != flow.Sure || isSafe(flow.CalleeName(call.Common())) || len(callees[0].Fn.Blocks) > 30 {
		return nil
	}
	return b.returned(callees[0], depth)
}

// returned returns the alternatives of the first result of callee, with the
// arguments in place of its parameters.
func (b *builder) returned(callee flow.Callee, depth int) [][]values.Part {
	var all [][]values.Part
	for instr := range flow.Instructions(callee.Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || len(ret.Results) == 0 || !isText(ret.Results[0].Type()) {
			continue
		}
		for _, parts := range b.alternatives(ret.Results[0], depth+1) {
			for i, part := range parts {
				for j, param := range callee.Fn.Params {
					if part.Value == ssa.Value(param) && j < len(callee.Args) && callee.Args[j] != nil {
						parts[i].Value = callee.Args[j]
					}
				}
			}
			if len(all) < maxAlternatives {
				all = append(all, parts)
			}
		}
	}
	return all
}

// written returns the parts that are written to the strings.Builder or buffer
// whose String call is, in the order of the code.
func (b *builder) written(call *ssa.Call, depth int) [][]values.Part {
	buffer, ok := call.Call.Args[0].(*ssa.Alloc)
	if !ok {
		return nil
	}
	all := [][]values.Part{nil}
	for instr := range flow.Instructions(call.Parent()) {
		write, ok := instr.(*ssa.Call)
		if !ok || len(write.Call.Args) < 2 || !flow.Reaches(write, call) {
			continue
		}
		args := write.Call.Args
		switch flow.CalleeName(write.Common()) {
		case "(*strings.Builder).WriteString", "(*bytes.Buffer).WriteString":
			if args[0] == ssa.Value(buffer) {
				all = product(all, b.alternatives(args[1], depth+1))
			}
		case "fmt.Fprintf":
			if to, ok := args[0].(*ssa.MakeInterface); ok && to.X == ssa.Value(buffer) {
				if format, ok := values.String(b.flow, args[1]); ok {
					all = product(all, b.expand(values.Formatted(b.flow, format, values.Variadic(args[2])), depth))
				}
			}
		}
	}
	if len(all) == 1 && all[0] == nil {
		return nil
	}
	return all
}

// replaced returns the alternatives of strings.ReplaceAll(args...), of a text
// and an old text that are constant.
func (b *builder) replaced(args []ssa.Value, depth int) [][]values.Part {
	text, ok := values.String(b.flow, args[0])
	if !ok {
		return nil
	}
	old, ok := values.String(b.flow, args[1])
	if !ok || old == "" {
		return nil
	}
	var parts []values.Part
	for {
		before, after, found := strings.Cut(text, old)
		parts = append(parts, values.Part{Text: before})
		if !found {
			break
		}
		parts = append(parts, values.Part{Value: args[2]})
		text = after
	}
	return b.expand(parts, depth)
}
