package alias

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Use is a place where a slice, or something that holds it, is read or
// handed on.
type Use struct {
	Instr ssa.Instruction
	// Kept is set if from then on the slice lives on where this function has
	// no say: in a field, package variable, map or channel, in a goroutine, or
	// in a function that keeps its argument.
	Kept bool
	// Range is set if the slice is read by a range loop over it.
	Range bool
	// Far is set if the slice came to be used through something that lasts
	// longer than one iteration: a variable of the loop or a collection made
	// outside it.
	Far bool
	// Put is where the slice was put into the collection or struct through
	// which it is used, or nil.
	Put ssa.Instruction
	// Via is the value used: the slice itself, a part of it, or its holder.
	Via ssa.Value
}

// Uses returns the uses of the slice v, or of v that holds a slice, in its
// function, through parts of it,
// other names, structs and collections that it is put in. Uses that do not
// read elements, such as len, and writes do not count.
// Slices for which skip reports true are not followed; skip may be nil.
func (m *Model) Uses(v ssa.Value, skip func(ssa.Value) bool) []Use {
	t := &tracker{m: m, seen: make(map[carrier]bool), skip: skip}
	t.def, _ = v.(ssa.Instruction)
	t.pushCarrier(carrier{v: v, holder: !IsSlice(v)})
	for len(t.work) > 0 && len(t.seen) < 200 {
		c := t.work[0]
		t.work = slices.Delete(t.work, 0, 1)
		t.follow(c)
	}
	return t.uses
}

// KeptAfter reports whether some use of v keeps it.
func (m *Model) KeptAfter(v ssa.Value) bool {
	return slices.ContainsFunc(m.Uses(v, nil), func(u Use) bool { return u.Kept })
}

// A carrier is a value that is (a part of) the slice, or holds it.
type carrier struct {
	v      ssa.Value
	holder bool
	field  *types.Var // of a struct type whose values hold it, the field that does; nil if any may
	sel    string     // the part of the variable v that holds it, as access.Path.Sel, if known
	far    bool       // see Use.Far
	put    ssa.Instruction
}

// inField reports whether addr, the address of a field of the variable c, may
// lead to the slice.
func (c carrier) inField(addr *ssa.FieldAddr) bool {
	if c.sel != "" {
		sel := strings.TrimPrefix(access.Of(addr).Sel, access.Of(c.v).Sel)
		return strings.HasPrefix(c.sel+".", sel+".") || strings.HasPrefix(sel, c.sel)
	}
	return c.among(addr.X.Type(), flow.FieldOf(addr))
}

// among reports whether field, of a value of type t or of what that points to,
// may lead to the slice.
func (c carrier) among(t types.Type, field *types.Var) bool {
	if c.field == nil || field == nil {
		return true
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return true
	}
	for f := range s.Fields() {
		if f.Origin() == c.field.Origin() {
			return field.Origin() == c.field.Origin()
		}
	}
	return true // it lies deeper
}

type tracker struct {
	m    *Model
	seen map[carrier]bool
	work []carrier
	uses []Use
	skip func(ssa.Value) bool
	def  ssa.Instruction // that makes the slice, if any
}

// push adds v, which carries the slice because c does.
func (t *tracker) push(c carrier, v ssa.Value, holder bool) {
	next := carrier{v: v, holder: holder, far: c.far || t.outlasts(v), put: c.put}
	if holder {
		next.field = c.field
	}
	t.pushCarrier(next)
}

// outlasts reports whether v may bring the slice into a later iteration.
func (t *tracker) outlasts(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Phi:
		return t.def != nil && flow.Reaches(v, t.def) && !flow.Dominates(t.def, v) // else it has the slice of its own iteration
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
		return t.def != nil && !flow.Reaches(t.def, v.(ssa.Instruction))
	}
	return false
}

func (t *tracker) pushCarrier(c carrier) {
	if c.v != nil && !t.seen[c] && (t.skip == nil || c.holder || !t.skip(c.v)) {
		t.seen[c] = true
		t.work = append(t.work, c)
	}
}

func (t *tracker) use(c carrier, instr ssa.Instruction) {
	t.uses = append(t.uses, Use{Instr: instr, Via: c.v, Far: c.far, Put: c.put})
}

func (t *tracker) keep(c carrier, instr ssa.Instruction) {
	t.uses = append(t.uses, Use{Instr: instr, Via: c.v, Kept: true, Far: c.far, Put: c.put})
}

func (t *tracker) follow(c carrier) {
	refs := c.v.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		t.ref(c, ref)
	}
}

func (t *tracker) ref(c carrier, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.Phi:
		t.push(c, ref, c.holder)
	case *ssa.ChangeType:
		t.push(c, ref, c.holder)
	case *ssa.MakeInterface:
		t.push(c, ref, true)
	case *ssa.ChangeInterface:
		t.push(c, ref, true)
	case *ssa.TypeAssert:
		t.push(c, ref, true)
	case *ssa.Extract:
		t.push(c, ref, c.holder)
	case *ssa.Slice:
		if !emptySlice(ref) {
			t.push(c, ref, c.holder)
		}
	case *ssa.Store:
		if ref.Val == c.v {
			t.stored(c, ref)
		}
	case *ssa.MapUpdate:
		if ref.Value == c.v || ref.Key == c.v {
			if local(ref.Map) {
				if c.put == nil {
					c.put = ref
				}
				t.push(c, ref.Map, true)
			} else {
				t.keep(c, ref)
			}
		}
	case *ssa.Send:
		if ref.X == c.v {
			t.keep(c, ref)
		}
	case *ssa.MakeClosure:
		if !holdsFunc(ref) {
			t.push(c, ref, true)
		}
	case *ssa.IndexAddr:
		t.element(c, ref)
	case *ssa.FieldAddr:
		if c.inField(ref) {
			t.load(c, ref)
		}
	case *ssa.UnOp:
		if ref.Op == token.MUL {
			t.push(c, ref, true)
		}
	case *ssa.Field:
		if !c.among(ref.X.Type(), flow.FieldOfValue(ref)) {
			return
		}
		if holds(ref.Type()) {
			t.push(c, ref, !IsSlice(ref))
		}
	case *ssa.Lookup, *ssa.Index:
		if holds(ref.(ssa.Value).Type()) {
			t.push(c, ref.(ssa.Value), true)
		} else if !c.holder {
			t.use(c, ref)
		}
	case *ssa.Range:
		t.use(c, ref)
	case *ssa.Return:
		t.use(c, ref)
	case *ssa.SliceToArrayPointer:
		t.use(c, ref)
	case *ssa.Convert, *ssa.MultiConvert:
		t.use(c, ref) // to a string: reads all
	case *ssa.Go:
		t.keep(c, ref)
	case ssa.CallInstruction:
		t.call(c, ref)
	}
}

// element follows the address of an element of a slice: loads read it; of a
// holder they may bring the slice back.
func (t *tracker) element(c carrier, addr *ssa.IndexAddr) {
	if c.holder {
		t.load(c, addr)
		return
	}
	for _, ref := range *addr.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == addr {
			continue
		}
		if _, ok := ref.(*ssa.DebugRef); ok {
			continue
		}
		if field, ok := ref.(*ssa.FieldAddr); ok && onlyStored(field) {
			continue
		}
		t.uses = append(t.uses, Use{Instr: ref, Via: c.v, Far: c.far, Put: c.put, Range: inRange(addr)})
	}
}

// inRange reports whether addr is the element at the index of a range loop.
func inRange(addr *ssa.IndexAddr) bool {
	if !addr.Pos().IsValid() {
		return true
	}
	step, ok := addr.Index.(*ssa.BinOp)
	if !ok {
		return false
	}
	phi, ok := step.X.(*ssa.Phi)
	return ok && phi.Comment == "rangeindex"
}

// load follows the loads from an address inside a holder.
func (t *tracker) load(c carrier, addr ssa.Value) {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if holds(ref.Type()) {
				_, isSlice := ref.Type().Underlying().(*types.Slice)
				t.push(c, ref, !isSlice)
			}
		case *ssa.FieldAddr:
			if c.inField(ref) {
				t.load(c, ref)
			}
		case *ssa.IndexAddr:
			t.load(c, ref)
		}
	}
}

// stored follows a store of the slice or its holder.
func (t *tracker) stored(c carrier, store *ssa.Store) {
	root, field := store.Addr, c.field
	for {
		switch a := root.(type) {
		case *ssa.FieldAddr:
			root, field = a.X, flow.FieldOf(a)
			continue
		case *ssa.IndexAddr:
			root = a.X
			continue
		}
		break
	}
	alloc, ok := root.(*ssa.Alloc)
	if !ok {
		if local(root) && root != store.Addr {
			c.field = field
			t.push(c, root, true) // an element of a local slice
			return
		}
		if fv, isFree := root.(*ssa.FreeVar); isFree && flow.Binding(fv) == nil {
			return
		}
		t.keep(c, store)
		return
	}
	if store.Addr == ssa.Value(alloc) {
		// A variable that is captured or has its address taken.
		for _, ref := range *alloc.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && flow.Reaches(store, load) {
				t.push(c, load, c.holder)
			}
			if addr, ok := ref.(*ssa.FieldAddr); ok && c.holder && flow.Reaches(store, addr) && c.inField(addr) {
				t.load(c, addr)
			}
			if closure, ok := ref.(*ssa.MakeClosure); ok && !holdsFunc(closure) {
				t.push(c, closure, true)
			}
		}
		return
	}
	t.pushCarrier(carrier{v: alloc, holder: true, field: field, far: c.far || t.outlasts(alloc), put: c.put})
}

// emptySlice reports whether v is x[:0].
func emptySlice(v *ssa.Slice) bool {
	k, ok := v.High.(*ssa.Const)
	return ok && k.Value != nil && k.Int64() == 0
}

// holdsFunc reports whether v is called at once.
func holdsFunc(v *ssa.MakeClosure) bool {
	refs := v.Referrers()
	if refs == nil || len(*refs) != 1 {
		return false
	}
	call, ok := (*refs)[0].(*ssa.Call)
	return ok && call.Call.Value == v
}

// local reports whether v is a collection made in its function.
func local(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeMap, *ssa.MakeSlice:
		return true
	case *ssa.Slice:
		_, ok := v.X.(*ssa.Alloc)
		return ok
	}
	return false
}

// onlyStored reports whether addr is only written to.
func onlyStored(addr ssa.Value) bool {
	for _, ref := range flow.Referrers(addr) {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != addr {
			return false
		}
	}
	return true
}

// holds reports whether values of type t can hold a slice.
func holds(t types.Type) bool { return holdsIn(t, 0) }

func holdsIn(t types.Type, depth int) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Struct:
		if depth > 4 {
			return true
		}
		for f := range t.Fields() {
			if holdsIn(f.Type(), depth+1) {
				return true
			}
		}
		return false
	case *types.Array:
		return holdsIn(t.Elem(), depth+1)
	case *types.Tuple:
		return true
	}
	return true
}
