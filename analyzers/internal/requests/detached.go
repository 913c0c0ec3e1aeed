package requests

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Detached returns the calls that hand the context of a request to code that
// is meant to go on after the handler has returned. source returns the
// parameter whose context a value is, or nil; contexts derived from it count.
//
// That a goroutine ends with its request is often the purpose, so only those
// count that share nothing else with the handler: no channel, no WaitGroup.
// The handler must return after the start without waiting for anything.
func Detached(m *goroutines.Model, source func(ssa.Value) *ssa.Parameter) []Use {
	var uses []Use
	for _, s := range m.Spawns() {
		if s.Kind != goroutines.Go && s.Kind != goroutines.Submit || awaited(m, s) || signals(m, s) || Waits(s.Site) {
			continue
		}
		frames := m.Code(s)
		if len(frames) == 0 {
			if use, ok := handedOver(s, source); ok && leavesAtOnce(s.Site) {
				uses = append(uses, use)
			}
			continue
		}
		if communicates(frames) {
			continue
		}
		if use, ok := contextUse(s, frames[0], source); ok {
			uses = append(uses, use)
		}
	}
	return uses
}

// signals reports whether the goroutine of s tells others how far it is, other
// than by cancelling a context.
func signals(m *goroutines.Model, s *goroutines.Spawn) bool {
	if len(m.Code(s)) == 0 {
		return false // out of sight
	}
	for _, sig := range m.Signals(s) {
		if sig.Kind != goroutines.Cancel {
			return true
		}
	}
	return false
}

// handedOver returns the use of the context of a request as an argument of a
// function out of sight that s starts.
func handedOver(s *goroutines.Spawn, source func(ssa.Value) *ssa.Parameter) (Use, bool) {
	if s.Kind != goroutines.Go {
		return Use{}, false
	}
	var use Use
	for _, arg := range s.Site.Common().Args {
		if sharesMore(arg.Type()) {
			return Use{}, false
		}
		if param := derived(access.Of(arg), source); param != nil && use.Param == nil {
			use = Use{Spawn: s, Place: s.Site, Instr: s.Site, Value: arg, Param: param}
		}
	}
	return use, use.Param != nil
}

// sharesMore reports whether a goroutine that gets a value of type t may
// exchange more than data with the handler.
func sharesMore(t types.Type) bool {
	t = typ.Deref(t)
	switch t.Underlying().(type) {
	case *types.Chan, *types.Signature:
		return true
	}
	return t.String() == "sync.WaitGroup"
}

// contextUse returns the first call in the body of s that takes the context of
// a request.
func contextUse(s *goroutines.Spawn, body *goroutines.Frame, source func(ssa.Value) *ssa.Parameter) (Use, bool) {
	for instr := range flow.Instructions(body.Fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || detaches(flow.CalleeName(call.Common())) || isDerivation(flow.CalleeName(call.Common())) {
			continue
		}
		operands := call.Common().Args
		if call.Common().IsInvoke() {
			operands = append([]ssa.Value{call.Common().Value}, operands...) // ctx.Err()
		}
		for _, arg := range operands {
			path, ok := body.Translate(access.Of(arg))
			if !ok {
				if param := source(arg); param != nil { // taken from the request in the goroutine
					return Use{Spawn: s, Place: place(s, instr), Instr: instr, Value: arg, Param: param}, true
				}
				continue
			}
			if param := derived(path, source); param != nil {
				return Use{Spawn: s, Place: place(s, instr), Instr: instr, Value: arg, Param: param}, true
			}
		}
	}
	return Use{}, false
}

// derived returns the parameter whose context path denotes, or that this
// context is derived from, or nil.
func derived(path access.Path, source func(ssa.Value) *ssa.Parameter) *ssa.Parameter {
	for range 6 {
		if path.Root == nil || path.Sel != "" {
			return nil
		}
		if param := source(path.Root); param != nil {
			return param
		}
		v := path.Root
		if extract, ok := v.(*ssa.Extract); ok && extract.Index == 0 {
			v = extract.Tuple
		}
		call, ok := v.(*ssa.Call)
		if !ok || !isDerivation(flow.CalleeName(call.Common())) {
			return nil
		}
		path = access.Of(call.Call.Args[0])
	}
	return nil
}

// isDerivation reports whether the named function returns a context that is
// done when its first argument is.
func isDerivation(name string) bool {
	switch name {
	case "context.WithValue", "context.WithCancel", "context.WithCancelCause", "context.WithTimeout", "context.WithDeadline",
		"google.golang.org/grpc/metadata.NewOutgoingContext", "google.golang.org/grpc/metadata.AppendToOutgoingContext":
		return true
	}
	return false
}

// detaches reports whether the named function returns a context that outlives
// its argument.
func detaches(name string) bool {
	return name == "context.WithoutCancel" || name == "github.com/cloudwego/kitex/pkg/rpcinfo.FreezeRPCInfo"
}

// communicates reports whether the code of frames takes part in some exchange
// with other goroutines, which then may wait for it or end with it.
func communicates(frames []*goroutines.Frame) bool {
	for _, frame := range frames {
		for instr := range flow.Instructions(frame.Fn) {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return true
			case *ssa.UnOp:
				if instr.Op.String() == "<-" {
					return true
				}
			}
		}
	}
	return false
}

// Waits reports whether the function goes on to wait for something after
// site, such as for the end of a stream.
func Waits(site ssa.Instruction) bool {
	for instr := range flow.Instructions(site.Parent()) {
		waits := false
		switch instr := instr.(type) {
		case *ssa.Select:
			waits = true
		case *ssa.UnOp:
			waits = instr.Op.String() == "<-"
		case *ssa.Call:
			switch flow.CalleeName(instr.Common()) {
			case "(*sync.WaitGroup).Wait", "(*golang.org/x/sync/errgroup.Group).Wait", "(net/http.Handler).ServeHTTP", "io.Copy":
				waits = true
			}
		}
		if waits && flow.Reaches(site, instr) {
			return true
		}
	}
	return false
}

// leavesAtOnce reports whether all that follows site is known to take no time:
// answering, formatting and logging.
func leavesAtOnce(site ssa.Instruction) bool {
	for instr := range flow.Instructions(site.Parent()) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || call == site || !flow.Reaches(site, instr) || flow.Builtin(call.Common()) != "" {
			continue
		}
		if r, answers := handlers.ResponseOf(call); answers && r.Effect != handlers.Next {
			continue
		}
		fn := flow.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil || !isQuick(fn.Pkg().Path()) && !handlers.IsAccessor(call.Common()) {
			return false
		}
	}
	return true
}

// isQuick reports whether the functions of the package at path do not wait.
func isQuick(path string) bool {
	switch path {
	case "fmt", "errors", "log", "log/slog", "strconv", "strings", "encoding/json", "time", "context":
		return true
	}
	return strings.HasPrefix(path, "go.uber.org/zap") || strings.HasPrefix(path, "github.com/sirupsen/logrus") || strings.HasPrefix(path, "google.golang.org/grpc/status") || strings.HasPrefix(path, "google.golang.org/grpc/codes")
}
