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

// Uses returns the uses of the slice v in its function, through parts of it,
// other names, structs and collections that it is put in. Uses that do not
// read elements, such as len, and writes do not count.
// Slices for which skip reports true are not followed; skip may be nil.
func (m *Model) Uses(v ssa.Value, skip func(ssa.Value) bool) []Use {
	t := &tracker{m: m, seen: make(map[carrier]bool), skip: skip}
	t.def, _ = v.(ssa.Instruction)
	t.pushCarrier(carrier{v: v})
	for len(t.work) > 0 && len(t.seen) < 200 {
		c := t.work[0]
		t.work = slices.Delete(t.work, 0, 1)
		t.follow(c)
	}
	return t.uses
}

// A carrier is a value that is (a part of) the slice, or holds it.
type carrier struct {
	v      ssa.Value
	holder bool
	field  int    // of a struct that holds it at v, the field + 1; 0 if any
	sel    string // the part of the variable v that holds it, as access.Path.Sel, if known
	far    bool   // see Use.Far
	put    ssa.Instruction
}

// inField reports whether addr, the address of a field of the variable c, may
// lead to the slice.
func (c carrier) inField(addr *ssa.FieldAddr) bool {
	if c.sel != "" {
		sel := strings.TrimPrefix(access.Of(addr).Sel, access.Of(c.v).Sel)
		return strings.HasPrefix(c.sel+".", sel+".") || strings.HasPrefix(sel, c.sel)
	}
	return c.field == 0 || c.field == addr.Field+1
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
	t.pushCarrier(carrier{v: v, holder: holder, far: c.far || t.outlasts(v), put: c.put})
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
	case *ssa.Field, *ssa.Lookup, *ssa.Index:
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
			if c.sel == "" || c.inField(ref) {
				t.load(c, ref)
			}
		case *ssa.IndexAddr:
			t.load(c, ref)
		}
	}
}

// stored follows a store of the slice or its holder.
func (t *tracker) stored(c carrier, store *ssa.Store) {
	root, field := store.Addr, 0
	for {
		switch a := root.(type) {
		case *ssa.FieldAddr:
			root, field = a.X, a.Field+1
			continue
		case *ssa.IndexAddr:
			root, field = a.X, 0
			continue
		}
		break
	}
	alloc, ok := root.(*ssa.Alloc)
	if !ok {
		if local(root) && root != store.Addr {
			t.push(c, root, true) // an element of a local slice
			return
		}
		if fv, isFree := root.(*ssa.FreeVar); isFree && flow.Binding(fv) == nil {
			return
		}
		t.keep(c, store)
		return
	}
	if field == 0 && store.Addr == ssa.Value(alloc) {
		// A variable that is captured or has its address taken.
		for _, ref := range *alloc.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && flow.Reaches(store, load) {
				t.push(c, load, c.holder)
			}
			if closure, ok := ref.(*ssa.MakeClosure); ok && !holdsFunc(closure) {
				t.push(c, closure, true)
			}
		}
		return
	}
	t.pushCarrier(carrier{v: alloc, holder: true, field: field, far: c.far || t.outlasts(alloc), put: c.put})
}

func (t *tracker) call(c carrier, call ssa.CallInstruction) {
	common := call.Common()
	switch flow.Builtin(common) {
	case "len", "cap", "clear", "close", "print", "println":
		return
	case "copy":
		if common.Args[1] == c.v {
			t.use(c, call)
		}
		return
	case "append":
		switch {
		case common.Args[0] == c.v:
			t.push(c, call.Value(), c.holder)
		case c.holder && holds(call.Value().Type()):
			if c.put == nil {
				c.put = call
			}
			t.push(c, call.Value(), true) // collected, or copied with what it holds
		default:
			t.use(c, call)
		}
		return
	}
	if t.replaced(c, call) {
		return
	}
	if value, ok := call.(*ssa.Call); ok && !c.holder {
		if app, ok := t.m.AppendOf(value); ok && app.Base == c.v {
			t.push(c, value, false)
			return
		}
		if base := t.m.inPlace(value); base == c.v {
			t.push(c, value, false)
			return
		}
		if partsOf[flow.CalleeName(common)] && common.Args[0] == c.v {
			t.push(c, value, false)
			return
		}
	}
	if t.m.keptBy(call, c.v) {
		at := t.m.keptInto(call, c.v)
		variable, ok := at.Root.(*ssa.Alloc)
		if !ok || strings.ContainsAny(at.Sel, "*[") {
			t.keep(c, call)
			return
		}
		if c.put == nil {
			c.put = call
		}
		far := t.outlasts(variable) && !startsAnew(variable, call)
		t.pushCarrier(carrier{v: variable, holder: true, sel: at.Sel, far: c.far || far, put: c.put})
		return
	}
	t.use(c, call)
	if value, ok := call.(*ssa.Call); ok && c.holder && t.m.returns(call, c.v) {
		t.push(c, value, true)
	}
}

// partsOf are functions of the standard library that return a part of their first
// argument.
var partsOf = map[string]bool{
	"slices.Clip": true, "bytes.TrimSpace": true, "bytes.Trim": true, "bytes.TrimLeft": true, "bytes.TrimRight": true,
	"bytes.TrimPrefix": true, "bytes.TrimSuffix": true, "bytes.TrimFunc": true, "bytes.TrimLeftFunc": true, "bytes.TrimRightFunc": true,
}

// replaced reports whether the part of the variable c that holds the slice has
// got another one, made for it, on every way from where the slice was put there
// to call.
func (t *tracker) replaced(c carrier, call ssa.CallInstruction) bool {
	if c.sel == "" || c.put == nil {
		return false
	}
	part := access.Of(c.v).Join(c.sel)
	for instr := range flow.Instructions(call.Parent()) {
		store, ok := instr.(*ssa.Store)
		if ok && flow.Dominates(c.put, store) && flow.Dominates(store, call) && access.Of(store.Addr) == part && t.m.copied(store.Val) {
			return true
		}
	}
	return false
}

// copied reports whether v is a slice of an array of its own: made, cloned, or
// appended to nothing.
func (m *Model) copied(v ssa.Value) bool {
	if call, ok := v.(*ssa.Call); ok {
		switch flow.CalleeName(&call.Call) {
		case "slices.Clone", "bytes.Clone", "slices.Concat":
			return true
		}
		if app, ok := m.AppendOf(call); ok && flow.IsNil(app.Base) {
			return true
		}
	}
	_, made := m.View(v).Array.(*ssa.MakeSlice)
	return made
}

// startsAnew reports whether the variable is assigned as a whole before each
// execution of put.
func startsAnew(variable *ssa.Alloc, put ssa.Instruction) bool {
	for _, ref := range flow.Referrers(variable) {
		store, ok := ref.(*ssa.Store)
		if ok && store.Addr == ssa.Value(variable) && flow.Dominates(store, put) && flow.Reaches(put, store) {
			return true
		}
	}
	return false
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
