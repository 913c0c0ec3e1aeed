package initorder

var dsn string
var pool = connect()

func connect() string {
	return "open:" + dsn // want `dsn is still zero here: variables are initialised before init assigns it`
}

var size int

var limit = size * 2 // want `size is still zero here`

var name string

func init() {
	println(name) // want `init reads name, which the init of another file assigns: their order is not guaranteed`
}

var (
	fine   = 3
	double = fine * 2
	late   string
)

func init() { late = "x" }

func init() { println(late) }

func later() string { return late + name + dsn + pool }
