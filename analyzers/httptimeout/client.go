package httptimeout

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/listeners"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// unlimitedClient returns what to say of call if it is a request that nothing
// limits, or "".
func (c *checker) unlimitedClient(call ssa.CallInstruction) string {
	args := call.Common().Args
	name := flow.CalleeName(call.Common())
	if !strings.HasPrefix(name, "net/http.") && !strings.HasPrefix(name, "(*net/http.Client).") || c.command && !c.serving(call.Parent()) {
		return ""
	}
	switch name {
	case "net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm":
		if !c.ofThisMachine(args[0]) {
			return fmt.Sprintf("http.%s has no timeout: a silent server blocks it for ever", flow.CalleeObject(call.Common()).Name())
		}
	case "(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).Post", "(*net/http.Client).PostForm":
		if c.withoutTimeout(args[0]) && !c.ofThisMachine(args[1]) {
			return fmt.Sprintf("%s has no Timeout: a silent server blocks %s for ever", c.name(args[0]), flow.CalleeObject(call.Common()).Name())
		}
	case "(*net/http.Client).Do":
		if c.withoutTimeout(args[0]) && c.withoutDeadline(args[1], 0) {
			return fmt.Sprintf("%s has no Timeout and the request no deadline: a silent server blocks Do for ever", c.name(args[0]))
		}
	}
	return ""
}

// serving reports whether fn is part of a server: something calls it for each
// request.
func (c *checker) serving(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if c.entries.Framework(fn) != nil {
			return true
		}
	}
	return false
}

func (c *checker) name(v ssa.Value) string {
	if n := c.flow.Name(v); n != "" && !strings.HasPrefix(n, "&") {
		return n
	}
	return "the client"
}

// ofThisMachine reports whether the URL v is known to be served here.
func (c *checker) ofThisMachine(v ssa.Value) bool {
	parts := values.Parts(c.flow, v)
	if len(parts) == 0 {
		return false
	}
	_, rest, ok := strings.Cut(parts[0].Text, "://")
	if !ok {
		return false
	}
	host, _, _ := strings.Cut(rest, "/")
	return host != "" && listeners.OfText(host) == listeners.Local
}

// withoutTimeout reports whether v is http.DefaultClient, or a client that is
// known to be made without a Timeout and never gets one.
func (c *checker) withoutTimeout(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok && g.Pkg != nil && g.Pkg.Pkg.Path() == "net/http" {
			return g.Name() == "DefaultClient"
		}
	}
	if g, ok := v.(*ssa.Global); ok { // var client http.Client
		return strings.HasSuffix(g.Type().String(), "*net/http.Client") && !c.assigned(g)
	}
	clients, complete := listeners.Made(c.flow, v, "net/http.Client")
	if !complete || len(clients) == 0 {
		return false
	}
	for _, made := range clients {
		if !unlimited(made) || c.getsLimit(made, "Timeout") {
			return false
		}
	}
	return true
}

// withoutDeadline reports whether the request v is made in the package without
// a context that could end it.
func (c *checker) withoutDeadline(v ssa.Value, depth int) bool {
	if depth > 3 {
		return false
	}
	if phi, ok := v.(*ssa.Phi); ok {
		for _, edge := range phi.Edges {
			if edge != v && !flow.IsNil(edge) && !c.withoutDeadline(edge, depth+1) {
				return false
			}
		}
		return len(phi.Edges) > 0
	}
	extract, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := extract.Tuple.(*ssa.Call)
	if !ok || extract.Index != 0 {
		return false
	}
	for _, ref := range *extract.Referrers() { // req = req.WithContext(ctx)
		if use, ok := ref.(ssa.CallInstruction); ok && flow.CalleeName(use.Common()) == "(*net/http.Request).WithContext" {
			return false
		}
	}
	switch flow.CalleeName(call.Common()) {
	case "net/http.NewRequest":
		return !c.ofThisMachine(call.Call.Args[1])
	case "net/http.NewRequestWithContext":
		ctx, ok := call.Call.Args[0].(*ssa.Call)
		if !ok {
			return false
		}
		name := flow.CalleeName(ctx.Common())
		return (name == "context.Background" || name == "context.TODO") && !c.ofThisMachine(call.Call.Args[2])
	}
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	made := false
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || len(ret.Results) == 0 || flow.IsNil(ret.Results[0]) {
			continue
		}
		if !c.withoutDeadline(ret.Results[0], depth+1) {
			return false
		}
		made = true
	}
	return made
}
