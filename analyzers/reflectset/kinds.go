package reflectset

import "go/types"

// Kinds of types, as sets of bits.
type kinds uint

const (
	isBool kinds = 1 << iota
	isInt
	isUint
	isFloat
	isComplex
	isString
	isArray
	isSlice
	isMap
	isChan
	isFunc
	isPointer
	isInterface
	isStruct
	isUnsafe
)

// A need is the kinds that a method accepts, in words too.
type need struct {
	kinds kinds
	text  string
}

var valueNeeds = map[string]need{
	"NumField": {isStruct, "a struct"}, "Field": {isStruct, "a struct"}, "FieldByName": {isStruct, "a struct"}, "FieldByIndex": {isStruct, "a struct"},
	"MapKeys": {isMap, "a map"}, "MapRange": {isMap, "a map"}, "MapIndex": {isMap, "a map"}, "SetMapIndex": {isMap, "a map"},
	"Elem": {isPointer | isInterface, "a pointer or interface"}, "Int": {isInt, "a signed integer"}, "SetInt": {isInt, "a signed integer"},
	"Uint": {isUint, "an unsigned integer"}, "SetUint": {isUint, "an unsigned integer"}, "Float": {isFloat, "a float"}, "SetFloat": {isFloat, "a float"},
	"Bool": {isBool, "a bool"}, "SetBool": {isBool, "a bool"}, "SetString": {isString, "a string"}, "Complex": {isComplex, "complex"},
	"IsNil": {isChan | isFunc | isMap | isPointer | isInterface | isSlice | isUnsafe, "of a kind that can be nil"},
	"Call":  {isFunc, "a function"}, "CallSlice": {isFunc, "a function"}, "Cap": {isArray | isChan | isSlice | isPointer, "a slice, array or channel"},
	"Len":   {isArray | isChan | isMap | isSlice | isString | isPointer, "of a kind that has a length"},
	"Index": {isArray | isSlice | isString, "a slice, array or string"}, "SetLen": {isSlice, "a slice"}, "SetCap": {isSlice, "a slice"},
	"Slice": {isArray | isSlice | isString, "a slice, array or string"}, "Send": {isChan, "a channel"}, "Recv": {isChan, "a channel"}, "Close": {isChan, "a channel"},
	"Bytes": {isSlice | isArray, "a byte slice"},
}

var typeNeeds = map[string]need{
	"NumField": {isStruct, "a struct"}, "Field": {isStruct, "a struct"}, "FieldByName": {isStruct, "a struct"}, "FieldByIndex": {isStruct, "a struct"},
	"Elem": {isArray | isChan | isMap | isPointer | isSlice, "a type with elements"}, "Key": {isMap, "a map"}, "Len": {isArray, "an array"},
	"NumIn": {isFunc, "a function"}, "NumOut": {isFunc, "a function"}, "In": {isFunc, "a function"}, "Out": {isFunc, "a function"}, "IsVariadic": {isFunc, "a function"},
	"ChanDir": {isChan, "a channel"},
}

// wrongKind says what a value or type would have to be for the method, if t is
// not; else "".
func wrongKind(t types.Type, method string, onValue bool) string {
	needs := typeNeeds
	if onValue {
		needs = valueNeeds
	}
	n, ok := needs[method]
	if !ok {
		return ""
	}
	k := kindOf(t)
	if k == 0 || k&n.kinds != 0 {
		return ""
	}
	return n.text
}

// kindOf returns the kind of t, or 0 if it depends on a type argument.
func kindOf(t types.Type) kinds {
	if _, generic := types.Unalias(t).(*types.TypeParam); generic {
		return 0
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		info := u.Info()
		switch {
		case u.Kind() == types.UnsafePointer:
			return isUnsafe
		case info&types.IsBoolean != 0:
			return isBool
		case info&types.IsUnsigned != 0:
			return isUint
		case info&types.IsInteger != 0:
			return isInt
		case info&types.IsFloat != 0:
			return isFloat
		case info&types.IsComplex != 0:
			return isComplex
		case info&types.IsString != 0:
			return isString
		}
	case *types.Array:
		return isArray
	case *types.Slice:
		return isSlice
	case *types.Map:
		return isMap
	case *types.Chan:
		return isChan
	case *types.Signature:
		return isFunc
	case *types.Pointer:
		return isPointer
	case *types.Interface:
		return isInterface
	case *types.Struct:
		return isStruct
	}
	return 0
}
