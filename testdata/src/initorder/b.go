package initorder

func init() {
	dsn = "tcp://db"
	size = limit
}

func init() {
	name = "b"
	fine = 4
}

var once string

func init() {
	once = "x"
	println(once, double, later())
}
