# Completion of cekura-agent for fish: cekura-agent completion fish | source
function __cekura_agent
    set -l words (commandline -opc) (commandline -ct)
    set -l answer ($words[1] complete -- $words[2..] 2>/dev/null)
    switch $answer[1]
        case specs
            __fish_complete_suffix .cekura-agent.yaml
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
        case values
            printf '%s\n' $answer[2..]
    end
end
complete -c cekura-agent -f -a '(__cekura_agent)'
