package listeners

import (
	"go/types"
	"net"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// Exposure tells who can reach an address.
type Exposure int

const (
	Unknown    Exposure = iota
	Local               // this machine only
	Callers             // whoever the callers of an exported function say
	Configured          // set when the program is installed or started
	Public              // other machines too
)

// Accepting returns who can reach the listener v.
func Accepting(p *flow.Package, v ssa.Value) (Exposure, string) {
	for range 6 {
		v = values.Unwrap(v)
		switch x := v.(type) {
		case *ssa.Parameter:
			if args, complete := p.Arguments(x); complete && len(args) == 1 {
				v = args[0]
				continue
			}
			return Callers, ""
		case *ssa.UnOp:
			stored, complete := p.Stored(x.X)
			if !complete || len(stored) != 1 {
				return Unknown, ""
			}
			v = stored[0]
			continue
		case *ssa.Extract:
			v = x.Tuple
			continue
		case *ssa.Phi: // tried one after the other
			worst, text := Unknown, ""
			for _, edge := range x.Edges {
				if _, nested := values.Unwrap(edge).(*ssa.Phi); nested {
					return Unknown, ""
				}
				if e, t := Accepting(p, edge); e > worst {
					worst, text = e, t
				}
			}
			return worst, text
		case *ssa.FreeVar:
			if b := flow.Binding(x); b != nil {
				v = b
				continue
			}
		case *ssa.Alloc: // captured
			stored, complete := flow.LocalStores(x)
			worst, text := Unknown, ""
			for _, s := range stored {
				if e, t := Accepting(p, s); e > worst {
					worst, text = e, t
				}
			}
			if !complete {
				return Unknown, ""
			}
			return worst, text
		case *ssa.Call:
			args := x.Call.Args
			switch flow.CalleeName(x.Common()) {
			case "net.Listen":
				if network, ok := values.String(p, args[0]); ok && strings.HasPrefix(network, "unix") {
					return Local, ""
				}
				return Address(p, args[1])
			case "crypto/tls.Listen":
				return Address(p, args[1])
			case "(*net.ListenConfig).Listen":
				if network, ok := values.String(p, args[2]); ok && strings.HasPrefix(network, "unix") {
					return Local, ""
				}
				return Address(p, args[3])
			case "crypto/tls.NewListener", "golang.org/x/net/netutil.LimitListener":
				v = args[0]
				continue
			}
		}
		return Unknown, ""
	}
	return Unknown, ""
}

// Address returns who can reach the address v, and as much of it as is
// constant.
func Address(p *flow.Package, v ssa.Value) (Exposure, string) { return classify(p, v, 0) }

func classify(p *flow.Package, v ssa.Value, depth int) (Exposure, string) {
	if depth > 6 {
		return Unknown, ""
	}
	if _, isSlice := v.Type().Underlying().(*types.Slice); isSlice { // Run(addrs...)
		return ofValue(p, v, depth)
	}
	parts := values.Parts(p, v)
	if len(parts) == 0 || parts[0].Text == "" {
		return ofValue(p, values.Unwrap(v), depth)
	}
	var known strings.Builder
	for _, part := range parts {
		if part.Value != nil || part.Text == "?" { // a number that is formatted
			break
		}
		known.WriteString(part.Text)
	}
	text := known.String()
	if len(parts) == 1 || strings.Contains(text, ":") || strings.HasPrefix(text, "127.") {
		return OfText(text), text
	}
	return Configured, text
}

// OfText returns who can reach the address that starts with text, up to the
// colon before the port at least.
func OfText(text string) Exposure {
	if strings.HasPrefix(text, "127.") {
		return Local
	}
	host := text
	if i := strings.LastIndex(text, ":"); i >= 0 {
		host = text[:i]
	}
	host = strings.Trim(host, "[]")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return Local
	}
	if strings.HasPrefix(host, "/") || strings.HasPrefix(host, "unix") || strings.HasSuffix(host, ".sock") {
		return Local
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return Local
	}
	return Public
}

// ofValue classifies an address of which nothing is constant.
func ofValue(p *flow.Package, v ssa.Value, depth int) (Exposure, string) {
	switch v := v.(type) {
	case *ssa.Parameter:
		args, complete := p.Arguments(v)
		if !complete || len(args) == 0 {
			return Callers, ""
		}
		worst, text := Unknown, ""
		for _, arg := range args {
			if e, t := classify(p, arg, depth+1); e > worst {
				worst, text = e, t
			}
		}
		return worst, text
	case *ssa.BinOp: // host + ":" + port
		return classify(p, v.X, depth+1)
	case *ssa.Phi:
		worst, text := Unknown, ""
		for _, edge := range v.Edges {
			if edge == ssa.Value(v) {
				continue
			}
			if e, t := classify(p, edge, depth+1); e > worst {
				worst, text = e, t
			}
		}
		return worst, text
	case *ssa.UnOp:
		if e, text, ok := ofFlag(p, v, depth); ok {
			return e, text
		}
		if alloc, ok := v.X.(*ssa.Alloc); ok {
			if stored, complete := flow.LocalStores(alloc); complete && len(stored) == 1 {
				return classify(p, stored[0], depth+1)
			}
		}
		if addr, ok := v.X.(*ssa.FieldAddr); ok && staysLocal(p, flow.FieldOf(addr)) {
			return Local, ""
		}
		return Configured, ""
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return classify(p, b, depth+1)
		}
	case *ssa.Call, *ssa.Extract:
		if call := flow.CallOf(v); call != nil {
			return ofCall(p, call, depth)
		}
	}
	return Unknown, ""
}

// ofFlag classifies the value of a flag of the command line by its default.
func ofFlag(p *flow.Package, v *ssa.UnOp, depth int) (Exposure, string, bool) {
	stored := []ssa.Value{v.X}
	if load, ok := v.X.(*ssa.UnOp); ok {
		stored, _ = p.Stored(load.X)
	}
	for _, s := range stored {
		call, ok := s.(*ssa.Call)
		if !ok || len(call.Call.Args) < 2 {
			continue
		}
		switch flow.CalleeName(call.Common()) {
		case "flag.String", "github.com/spf13/pflag.String":
			if text, ok := values.String(p, call.Call.Args[1]); ok {
				if text == "" {
					return Configured, "", true
				}
				return OfText(text), text, true
			}
		}
	}
	return Unknown, "", false
}

// ofCall classifies what call returns: by its arguments, if it makes an
// address of them.
func ofCall(p *flow.Package, call *ssa.Call, depth int) (Exposure, string) {
	switch flow.CalleeName(call.Common()) {
	case "net.JoinHostPort":
		if host, ok := values.String(p, call.Call.Args[0]); ok {
			return OfText(host + ":"), host + ":"
		}
		return classify(p, call.Call.Args[0], depth+1)
	case "fmt.Sprintf": // of something that is not constant
		if len(call.Call.Args) == 2 {
			for _, arg := range values.Variadic(call.Call.Args[1]) {
				if arg != nil {
					return classify(p, arg, depth+1)
				}
			}
		}
	}
	for _, arg := range call.Call.Args {
		if !isText(arg.Type()) {
			continue
		}
		if e, _ := ofValue(p, values.Unwrap(arg), depth+1); e == Callers {
			return Callers, ""
		}
	}
	return Configured, ""
}

// isText reports whether t is a string or a slice of strings.
func isText(t types.Type) bool {
	if slice, ok := t.Underlying().(*types.Slice); ok {
		t = slice.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// staysLocal reports whether the package gives field an address of this machine
// only: whoever sets another has asked for it.
func staysLocal(p *flow.Package, field *types.Var) bool {
	local := false
	if field == nil {
		return false
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || flow.FieldOf(addr) != field {
				continue
			}
			text, known := values.String(p, store.Val)
			if !known || OfText(text) != Local {
				return false
			}
			local = true
		}
	}
	return local
}
