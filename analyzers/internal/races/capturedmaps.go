package races

import (
	"golang.org/x/tools/go/ssa"
)

// capturedMaps returns the maps that a handler writes without a lock and has
// captured from the function that makes it, which the server does not run for
// each request: middleware that counts, say. Handlers that are registered where
// they are made are among the spawns.
func (m *Model) capturedMaps() []*SharedMap {
	var found []*SharedMap
	for _, fn := range m.Flow.Functions() {
		if fn.Parent() == nil || m.Goroutines.Serves(fn) == nil || len(m.Goroutines.Running(fn)) > 0 || m.Handles(fn.Parent()) {
			continue
		}
		for _, a := range m.Accesses(fn) {
			if a.Kind == Map && a.Write && m.capturedAlone(a) {
				u := &Use{Access: a}
				found = append(found, &SharedMap{Bare: u, Other: u, Requests: true})
				break
			}
		}
	}
	return found
}

// capturedAlone reports whether the map of a is one that a function around has
// made, and nothing keeps other requests away from it.
func (m *Model) capturedAlone(a *Access) bool {
	root := m.originsOf().Of(a.Value).Root
	switch root.(type) {
	case *ssa.MakeMap, *ssa.Alloc:
	default:
		return false
	}
	if root.Parent() == a.Fn() || m.inTest(a.Instr) || m.gated(a.Instr) {
		return false
	}
	return !m.Locks.Used() || len(m.Locks.Held(a.Instr)) == 0 && len(m.Locks.Doubted(a.Instr)) == 0
}
