package races

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A SharedField is a field that a goroutine, started by a method of its type,
// uses in a loop while an exported method may use it at any time, without a
// lock on either side.
type SharedField struct {
	Field *Field
	Spawn *goroutines.Spawn
	Loop  *Use // in the goroutine
	Entry *Use // in the exported method
}

// SharedFields returns the fields of which the accesses show that, with at
// least one of the two a write. A goroutine that signals anything to others may
// order its accesses by it, and is left out.
func (m *Model) SharedFields() []*SharedField {
	var found []*SharedField
	for _, f := range m.Fields() {
		if f.Class.Owner == nil || !m.plain(f) {
			continue
		}
		for _, s := range m.Goroutines.Spawns() {
			if s.Kind != goroutines.Go || !onReceiver(s, f.Class.Owner) && !worksOn(s, f.Class.Owner) || m.signals(s) || m.inTest(s.Site) {
				continue
			}
			if sf := m.sharedField(f, s); sf != nil {
				found = append(found, sf)
				break
			}
		}
	}
	return found
}

// plain reports whether no lock and no atomic operation has to do with f, and
// it is neither a map nor a channel.
func (m *Model) plain(f *Field) bool {
	return !slices.ContainsFunc(f.Uses, func(u *Use) bool {
		if u.Kind == Atomic || u.Kind == Map || len(u.May) > 0 {
			return true
		}
		ptr, ok := u.Value.Type().Underlying().(*types.Pointer)
		if !ok {
			return false
		}
		_, isChan := ptr.Elem().Underlying().(*types.Chan)
		return isChan
	})
}

// signals reports whether the goroutine of s tells others how far it is.
func (m *Model) signals(s *goroutines.Spawn) bool {
	return slices.ContainsFunc(m.Goroutines.Signals(s), func(sig goroutines.Signal) bool {
		return sig.Kind != goroutines.Receive
	})
}

func (m *Model) sharedField(f *Field, s *goroutines.Spawn) *SharedField {
	inside := make(map[*ssa.Function]*goroutines.Frame)
	for _, frame := range m.Goroutines.Code(s) {
		inside[frame.Fn] = frame
	}
	for _, o := range f.Uses {
		frame := inside[o.Fn()]
		if frame == nil || o.Private || o.Kind != Variable || !loops(frame, o.Instr) {
			continue
		}
		if _, ok := frame.Translate(o.Path); !ok {
			continue
		}
		for _, u := range f.Uses {
			if u.Kind == Variable && !u.Private && (u.Write || o.Write) && inside[u.Fn()] == nil && m.entry(u) &&
				flow.Outermost(u.Fn()) != flow.Outermost(s.In()) && !configures(u.Fn()) && !communicates(u.Fn()) {
				return &SharedField{Field: f, Spawn: s, Loop: o, Entry: u}
			}
		}
	}
	return nil
}

// loops reports whether instr, of the function of f, may execute again and
// again in the goroutine.
func loops(f *goroutines.Frame, instr ssa.Instruction) bool {
	if flow.InLoop(instr) {
		return true
	}
	for ; !f.Body(); f = f.Caller {
		if flow.InLoop(f.Call) {
			return true
		}
	}
	return false
}

// configures reports whether fn, by its name, is called before the goroutine
// is started.
func configures(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	for _, prefix := range []string{"set", "with", "add", "use", "on", "register", "enable", "disable", "string", "run", "serve", "listen"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// communicates reports whether fn sends, receives or closes, by which its
// accesses may be ordered.
func communicates(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Send, *ssa.Select:
			return true
		case ssa.CallInstruction:
			if flow.Builtin(instr.Common()) == "close" {
				return true
			}
		}
		if waits(instr) {
			return true
		}
	}
	return false
}
