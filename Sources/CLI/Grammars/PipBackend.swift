internal import Base

/// The stand-in for setuptools that pip is given. To download a source archive, pip asks the
/// archive's build system for its name and version; that would run foreign code, for two minutes.
/// This one answers from the archive's `PKG-INFO`, and builds nothing.
enum PipBackend {
    static func write(to folder: Path) throws(SystemError) {
        let package = folder / "setuptools"
        try Files.createDirectories(package)
        try Files.writeAtomically(package / "__init__.py", [])
        try Files.writeAtomically(package / "build_meta.py", Array(source.utf8))
    }

    private static let source = #"""
        import os


        def get_requires_for_build_wheel(config_settings=None):
            return []


        def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
            fields = {}
            with open("PKG-INFO", encoding="utf-8") as info:
                for line in info:
                    if not line.strip():
                        break
                    field, _, value = line.rstrip("\n").partition(": ")
                    fields.setdefault(field, value)
            name, version = fields["Name"], fields["Version"]
            folder = f"{name.replace('-', '_')}-{version}.dist-info"
            os.makedirs(os.path.join(metadata_directory, folder))
            with open(os.path.join(metadata_directory, folder, "METADATA"), "w") as metadata:
                metadata.write(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            return folder


        def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
            raise RuntimeError("only the source archive is wanted")

        """#
}
