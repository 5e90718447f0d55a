import Foundation

/// The memory that the process may address.
enum AddressSpace {
    /// What a build takes at most, but of figures beyond a page.
    private static let neededMegabytes = 256

    /// Why there is too little, if there is. Where memory ends, libraries would wait for ever or end the process.
    static var shortage: String? {
        let size = neededMegabytes << 20
        let room = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard room != MAP_FAILED else {
            return
                "there are less than \(neededMegabytes) megabytes of address space left; raise the limit, ulimit -v"
        }
        munmap(room, size)
        return nil
    }
}
