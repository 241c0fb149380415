/// Words that are part of the form of a line rather than of what it is about: the keywords of many
/// languages, and names that are as good as keywords. When contexts are compared by their form, any
/// other identifier is as good as any.
enum FrequentWords {
    static let table: HashTable = {
        var table = HashTable(capacity: 512)
        for word in text.description.utf8.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) {
            _ = table.add(TokenHash.of(word))
        }
        return table
    }()

    private static let text: StaticString = """
        abstract actor and any as assert associatedtype async auto await bool boolean break byte
        case catch char class const constexpr constructor continue crate def default defer del
        delete deinit do done double dyn echo elif else elseif elsif end endif ensure enum esac
        except export extends extension extern False fallthrough fi final finally float fn for
        foreach from fun func function get global go goto guard if impl implements import in
        include inline init inout instanceof int interface internal is it lambda let local long
        loop match mod module move mut mutating namespace new next nil None not null nullptr
        object of open operator or override package pass print private protected protocol pub
        public raise range readonly ref register repeat require rescue return sealed select self
        Self set short signed sizeof static str string String struct super switch template then
        this throw throws trait True true false try type typealias typedef typename typeof uint
        undefined union unless unsafe unsigned until use using val var virtual void volatile when
        where while with yield i32 i64 u8 u32 u64 usize len err error Option Some Ok Err Result
        vec Vec Box args kwargs cls len isinstance list dict tuple NULL define ifdef ifndef undef
        """
}
