package races

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Kind tells what an access touches.
type Kind int

const (
	Variable Kind = iota // a variable or field itself
	Map                  // the entries of a map
	Object               // the inside of an object of a type that no lock of its own protects
	Atomic               // a variable, by a function of sync/atomic
	Element              // an element of a slice or array
	Elements             // all elements of a slice, by a function that sorts it
)

// An Access is one read or write.
type Access struct {
	Instr ssa.Instruction
	Kind  Kind
	Write bool
	// Path is what is accessed, in terms of the function of Instr: the
	// address of a variable or object, or the value of a map.
	Path access.Path
	// Value is the address or map in SSA form, for names and classes.
	Value ssa.Value
	// Verb completes "the map is … here".
	Verb string
}

// Fn returns the function of the access.
func (a *Access) Fn() *ssa.Function { return a.Instr.Parent() }

// Accesses returns the accesses that fn itself makes, in block order.
func (m *Model) Accesses(fn *ssa.Function) []*Access {
	m.cache.Lock()
	defer m.cache.Unlock()
	if list, ok := m.accesses[fn]; ok {
		return list
	}
	var list []*Access
	add := func(a Access) {
		a.Path = access.Of(a.Value)
		list = append(list, &a)
	}
	for instr := range flow.Instructions(fn) {
		collectAccess(instr, add)
	}
	if m.accesses == nil {
		m.accesses = make(map[*ssa.Function][]*Access)
	}
	m.accesses[fn] = list
	return list
}

func collectAccess(instr ssa.Instruction, add func(Access)) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if load, ok := instr.Val.(*ssa.UnOp); ok && load.Op == token.MUL && load.X == instr.Addr {
			return // a return of a named result by its name
		}
		if variable(instr.Addr) {
			add(Access{Instr: instr, Write: true, Value: instr.Addr, Verb: "written"})
		} else if elem := elementOf(instr.Addr); elem != nil {
			add(Access{Instr: instr, Kind: Element, Write: true, Value: elem.X, Verb: "written"})
		}
	case *ssa.UnOp:
		if instr.Op == token.MUL && variable(instr.X) && !onlyLen0(instr) {
			add(Access{Instr: instr, Value: instr.X, Verb: "read"})
		}
	case *ssa.MapUpdate:
		add(Access{Instr: instr, Kind: Map, Write: true, Value: instr.Map, Verb: "written"})
	case *ssa.Lookup:
		if isMap(instr.X) {
			add(Access{Instr: instr, Kind: Map, Value: instr.X, Verb: "read"})
		}
	case *ssa.Range:
		if isMap(instr.X) {
			add(Access{Instr: instr, Kind: Map, Value: instr.X, Verb: "ranged over"})
		}
	case ssa.CallInstruction:
		if _, isGo := instr.(*ssa.Go); !isGo {
			callAccess(instr, add)
		}
	}
}

// onlyLen0 reports whether the value that load reads is not used at all.
func onlyLen0(load *ssa.UnOp) bool {
	refs := load.Referrers()
	return refs != nil && len(*refs) == 0
}

// namedElement reports whether elem is an element that the source names by a
// constant index, of an array or slice of the author's.
func namedElement(elem *ssa.IndexAddr) bool {
	if a, ok := elem.X.(*ssa.Alloc); ok && !token.IsIdentifier(a.Comment) || ok && a.Comment == "varargs" || ok && a.Comment == "slicelit" {
		return false
	}
	k, ok := elem.Index.(*ssa.Const)
	return ok && k.Value != nil
}

// variable reports whether addr is the address of a variable or field, and not
// of an element of an array or slice that a variable selects: other elements
// leave it alone.
func variable(addr ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.Alloc, *ssa.FreeVar, *ssa.Global:
			return true
		case *ssa.Phi:
			return a.Comment != "" && token.IsIdentifier(a.Comment) // the variable of a three-part loop
		case *ssa.FieldAddr:
			if elem, ok := a.X.(*ssa.IndexAddr); ok {
				return namedElement(elem)
			}
			return true
		case *ssa.IndexAddr:
			return namedElement(a)
		case *ssa.Parameter:
			return true // *p
		case *ssa.UnOp: // *p of a captured pointer that is never reassigned
			return a.Op == token.MUL && access.Of(a).Sel == ""
		default:
			return false
		}
	}
}

// elementOf returns the element of a slice or array that addr denotes, or that
// contains the field at addr, or nil.
func elementOf(addr ssa.Value) *ssa.IndexAddr {
	for {
		switch a := addr.(type) {
		case *ssa.IndexAddr:
			return a
		case *ssa.FieldAddr:
			addr = a.X
		default:
			return nil
		}
	}
}

func isMap(v ssa.Value) bool {
	_, ok := v.Type().Underlying().(*types.Map)
	return ok
}

// callAccess adds what call does to its arguments, if it is a builtin or a
// function of another package.
func callAccess(call ssa.CallInstruction, add func(Access)) {
	common := call.Common()
	switch flow.Builtin(common) {
	case "delete":
		add(Access{Instr: call, Kind: Map, Write: true, Value: common.Args[0], Verb: "deleted from"})
		return
	case "clear":
		if isMap(common.Args[0]) {
			add(Access{Instr: call, Kind: Map, Write: true, Value: common.Args[0], Verb: "cleared"})
		}
		return
	case "len":
		if isMap(common.Args[0]) {
			add(Access{Instr: call, Kind: Map, Value: common.Args[0], Verb: "measured"})
		}
		return
	case "":
	default:
		return
	}
	mapMethod(call, add)
	fn := flow.CalleeObject(common)
	if fn == nil || fn.Pkg() == nil {
		return
	}
	name := fn.Origin().FullName()
	switch fn.Pkg().Path() {
	case "sync/atomic":
		if fn.Signature().Recv() == nil && len(common.Args) > 0 {
			add(Access{Instr: call, Kind: Atomic, Write: true, Value: common.Args[0]})
		}
		return
	case "maps":
		mapsAccess(call, fn.Name(), add)
		return
	case "fmt", "encoding/json", "encoding/gob", "log", "log/slog", "text/template", "html/template":
		for _, arg := range operands(common) {
			if isMap(arg) {
				add(Access{Instr: call, Kind: Map, Value: arg, Verb: "read"})
			}
		}
		return
	}
	if slice := flow.Sorts(common); slice != nil {
		add(Access{Instr: call, Kind: Elements, Write: true, Value: slice, Verb: "sorted"})
		return
	}
	if read, ok := unsynchronised[name]; ok && len(common.Args) > 0 {
		verb := "written"
		if read {
			verb = "read"
		}
		add(Access{Instr: call, Kind: Object, Write: !read, Value: common.Args[0], Verb: verb})
	}
}

// operands returns the arguments of a call, with those in a variadic slice.
func operands(common *ssa.CallCommon) []ssa.Value {
	var values []ssa.Value
	for _, arg := range common.Args {
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			values = append(values, through(arg))
			continue
		}
		array, ok := slice.X.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, ref := range *array.Referrers() {
			elem, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, ref := range *elem.Referrers() {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == elem {
					values = append(values, through(store.Val))
				}
			}
		}
	}
	return values
}

func through(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return v
}

func mapsAccess(call ssa.CallInstruction, name string, add func(Access)) {
	args := call.Common().Args
	switch name {
	case "Copy":
		add(Access{Instr: call, Kind: Map, Write: true, Value: args[0], Verb: "written"})
		add(Access{Instr: call, Kind: Map, Value: args[1], Verb: "read"})
	case "DeleteFunc", "Insert":
		add(Access{Instr: call, Kind: Map, Write: true, Value: args[0], Verb: "written"})
	case "Clone", "Keys", "Values", "All", "Equal", "EqualFunc":
		for _, arg := range args {
			if isMap(arg) {
				add(Access{Instr: call, Kind: Map, Value: arg, Verb: "read"})
			}
		}
	}
}

// unsynchronised are methods of standard types that must not be called from
// several goroutines at once; the value tells whether the method only reads.
var unsynchronised = map[string]bool{
	"(*bytes.Buffer).Write":             false,
	"(*bytes.Buffer).WriteByte":         false,
	"(*bytes.Buffer).WriteRune":         false,
	"(*bytes.Buffer).WriteString":       false,
	"(*bytes.Buffer).ReadFrom":          false,
	"(*bytes.Buffer).Reset":             false,
	"(*bytes.Buffer).String":            true,
	"(*bytes.Buffer).Bytes":             true,
	"(*bytes.Buffer).Len":               true,
	"(*strings.Builder).Write":          false,
	"(*strings.Builder).WriteByte":      false,
	"(*strings.Builder).WriteRune":      false,
	"(*strings.Builder).WriteString":    false,
	"(*strings.Builder).Reset":          false,
	"(*strings.Builder).String":         true,
	"(*strings.Builder).Len":            true,
	"(*container/list.List).PushBack":   false,
	"(*container/list.List).PushFront":  false,
	"(*container/list.List).Remove":     false,
	"(*container/list.List).MoveToBack": false,
	"(*container/list.List).Front":      true,
	"(*container/list.List).Back":       true,
	"(*container/list.List).Len":        true,
	"(*math/rand.Rand).Int":             false,
	"(*math/rand.Rand).Intn":            false,
	"(*math/rand.Rand).Int63":           false,
	"(*math/rand.Rand).Float64":         false,
	"(*math/rand.Rand).Perm":            false,
	"(*math/rand.Rand).Shuffle":         false,
}
