package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

const netRPCPath = "net/rpc"

// remote returns the service that call, of the function fn of net/rpc,
// registers: the server starts a goroutine for each call of its methods.
func remote(fn *types.Func, call *ssa.CallCommon) (Service, bool) {
	if fn.Name() != "Register" && fn.Name() != "RegisterName" || len(call.Args) == 0 {
		return Service{}, false
	}
	object, ok := call.Args[len(call.Args)-1].(*ssa.MakeInterface)
	if !ok {
		return Service{}, false
	}
	s := Service{Framework: netRPC, Value: object.X}
	methods := types.NewMethodSet(object.X.Type())
	for sel := range methods.Methods() {
		if m, ok := sel.Obj().(*types.Func); ok && m.Exported() && isRemote(m.Signature()) {
			s.Methods = append(s.Methods, m)
		}
	}
	return s, len(s.Methods) > 0
}

// isRemote reports whether net/rpc calls methods of the signature sig:
// func(args T1, reply *T2) error.
func isRemote(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if params.Len() != 2 || results.Len() != 1 || !typ.IsError(results.At(0).Type()) {
		return false
	}
	_, isPtr := params.At(1).Type().Underlying().(*types.Pointer)
	return isPtr
}
