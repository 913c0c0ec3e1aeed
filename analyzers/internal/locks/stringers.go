package locks

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// printed returns the methods of the package that a call of a printing function
// runs to turn its operands into text.
func (m *Model) printed(call *ssa.CallCommon) []target {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "fmt" && fn.Pkg().Path() != "log" || len(call.Args) == 0 {
		return nil
	}
	verbs, formatted := "", strings.HasSuffix(fn.Name(), "f")
	if formatted {
		if len(call.Args) < 2 {
			return nil
		}
		k, ok := call.Args[len(call.Args)-2].(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.String {
			return nil
		}
		verbs = verbsOf(constant.StringVal(k.Value))
	}
	var list []target
	for i, v := range operands(call.Args[len(call.Args)-1]) {
		if v == nil || formatted && (i >= len(verbs) || !strings.ContainsRune("vsq", rune(verbs[i]))) {
			continue
		}
		if text := m.textMethod(v.X.Type()); text != nil {
			list = append(list, target{Callee: flow.Callee{Fn: text, Args: []ssa.Value{v.X}}, sure: true})
		}
	}
	return list
}

// verbsOf returns the verbs of a format, one letter for each operand, or "" if
// operands and verbs do not correspond one to one.
func verbsOf(format string) string {
	var verbs []byte
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		plain := true
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.[]*", format[i]) >= 0; i++ {
			if strings.IndexByte("[*", format[i]) >= 0 {
				return ""
			}
			plain = plain && format[i] != '#'
		}
		switch {
		case i >= len(format) || format[i] == '%':
		case plain:
			verbs = append(verbs, format[i])
		default:
			verbs = append(verbs, '#')
		}
	}
	return string(verbs)
}

// operands returns the values, as interfaces, of the variadic argument v.
func operands(v ssa.Value) []*ssa.MakeInterface {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var list []*ssa.MakeInterface
	for _, ref := range *array.Referrers() {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		k, ok := elem.Index.(*ssa.Const)
		if !ok {
			return nil
		}
		for _, use := range *elem.Referrers() {
			store, ok := use.(*ssa.Store)
			if !ok {
				continue
			}
			for int64(len(list)) <= k.Int64() {
				list = append(list, nil)
			}
			list[k.Int64()], _ = store.Val.(*ssa.MakeInterface)
		}
	}
	return list
}

// textMethod returns the method Error or String of t that the package declares
// for it, or nil.
func (m *Model) textMethod(t types.Type) *ssa.Function {
	set := types.NewMethodSet(t)
	for _, name := range []string{"Format", "Error", "String"} {
		sel := set.Lookup(m.Flow.Types, name)
		if sel == nil {
			continue
		}
		obj, ok := sel.Obj().(*types.Func)
		if !ok || name == "Format" || obj.Pkg() != m.Flow.Types || len(sel.Index()) != 1 {
			return nil
		}
		if fn := m.Flow.SSA().Prog.FuncValue(obj.Origin()); fn != nil && fn.Blocks != nil {
			return fn
		}
		return nil
	}
	return nil
}
