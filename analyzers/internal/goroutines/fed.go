package goroutines

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// fed returns the objects, in terms of the function that contains s, of which
// the goroutine calls methods out of sight after it executed instr: what such an
// object hands on, others may have waited for.
func (m *Model) fed(s *Spawn, instr ssa.Instruction) []access.Path {
	var objects []access.Path
	for _, f := range m.Code(s) {
		for other := range flow.Instructions(f.Fn) {
			call, ok := other.(*ssa.Call)
			if !ok || !Follows(Signal{Instr: call}, instr) {
				continue
			}
			recv := m.foreignReceiver(call)
			if recv == nil {
				continue
			}
			if p, ok := f.Translate(access.Of(recv)); ok && !p.IsZero() && !slices.Contains(objects, p) {
				objects = append(objects, p)
			}
		}
	}
	return objects
}

// feeds reports whether the goroutine of s calls methods out of sight at all.
func (m *Model) feeds(s *Spawn) bool {
	m.cache.Lock()
	feeds, ok := m.feeding[s]
	m.cache.Unlock()
	if ok {
		return feeds
	}
	feeds = len(m.fed(s, nil)) > 0
	m.cache.Lock()
	defer m.cache.Unlock()
	if m.feeding == nil {
		m.feeding = make(map[*Spawn]bool)
	}
	m.feeding[s] = feeds
	return feeds
}

// foreignReceiver returns the receiver of call if the method is out of sight,
// and not one of the standard library or of a test.
func (m *Model) foreignReceiver(call *ssa.Call) ssa.Value {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() == nil || !strings.Contains(fn.Pkg().Path(), ".") && fn.Pkg() != m.Flow.Types {
		return nil
	}
	if !m.outOfSight(call) {
		return nil
	}
	if call.Call.IsInvoke() {
		return call.Call.Value
	}
	return call.Call.Args[0]
}

// outOfSight reports whether call may run code of other packages.
func (m *Model) outOfSight(call *ssa.Call) bool {
	callees, certainty := m.Flow.Callees(call)
	return flow.Builtin(call.Common()) == "" && (len(callees) == 0 || certainty == flow.Unknown)
}

// tells reports whether the event waits on a channel that comes from one of the
// objects, by calls out of sight.
func (m *Model) tells(e flow.Event, objects []access.Path) bool {
	if len(objects) == 0 {
		return false
	}
	switch instr := e.Instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW && m.comesFrom(instr.X, objects, 0)
	case *ssa.Call:
		if !m.outOfSight(instr) {
			return false
		}
		return slices.ContainsFunc(instr.Call.Args, func(arg ssa.Value) bool {
			return isChan(arg.Type()) && m.comesFrom(arg, objects, 0)
		})
	}
	return false
}

// comesFrom reports whether v is the result of calls out of sight, of which the
// first got one of the objects.
func (m *Model) comesFrom(v ssa.Value, objects []access.Path, depth int) bool {
	if depth > 8 {
		return false
	}
	if depth > 0 && slices.Contains(objects, access.Of(v)) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Extract:
		return m.comesFrom(v.Tuple, objects, depth+1)
	case *ssa.MakeInterface:
		return m.comesFrom(v.X, objects, depth+1)
	case *ssa.ChangeInterface:
		return m.comesFrom(v.X, objects, depth+1)
	case *ssa.ChangeType:
		return m.comesFrom(v.X, objects, depth+1)
	case *ssa.UnOp:
		stored, complete := flow.LocalStores(v.X)
		return v.Op == token.MUL && complete && len(stored) == 1 && m.comesFrom(stored[0], objects, depth+1)
	case *ssa.Call:
		if !m.outOfSight(v) {
			return false
		}
		args := v.Call.Args
		if v.Call.IsInvoke() {
			args = append([]ssa.Value{v.Call.Value}, args...)
		}
		return slices.ContainsFunc(args, func(arg ssa.Value) bool { return m.comesFrom(arg, objects, depth+1) })
	}
	return false
}

// asksPool reports whether call waits for the pool to which s has submitted its
// function, or asks it whether something still runs.
func asksPool(s *Spawn, call ssa.CallInstruction) bool {
	fn := flow.CalleeObject(call.Common())
	if s.Kind != Submit || fn == nil || fn.Signature().Recv() == nil || call.Common().IsInvoke() {
		return false
	}
	switch fn.Name() {
	case "Running", "Release", "ReleaseTimeout", "Stop", "StopWait", "StopAndWait", "Close", "Shutdown":
	default:
		return false
	}
	args := s.Site.Common().Args
	return len(args) > 1 && access.Of(call.Common().Args[0]).Root == access.Of(args[0]).Root
}
