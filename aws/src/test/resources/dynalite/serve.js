// Serves DynamoDB's protocol on any free port of the loopback interface, says which, and ends when
// the program that started it does: its standard input closes then, however that program died.
const dynalite = require('dynalite');

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
