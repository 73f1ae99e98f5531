//! The list of our checkers. A test holds that it is what lies in the folder.

macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../../../sandbox/checkers/", $path, ".py")))),*]
    };
}

/// Path within `sandbox/checkers/` without its ending, and text.
pub(super) const FILES: &[(&str, &str)] = files! {
    "codecontests/1003_e_tree_constructing"
    "codecontests/1009_d_relatively_prime_graph"
    "codecontests/1144_f_graph_without_long_directed_paths"
    "codecontests/1163_e_magical_permutation"
    "codecontests/1198_c_matching_vs_independent_set"
    "codecontests/1199_e_matching_vs_independent_set"
    "codecontests/1204_c_anna_svyatoslav_and_maps"
    "codecontests/1244_d_paint_the_tree"
    "codecontests/1287_d_numbers_on_tree"
    "codecontests/1328_d_carousel"
    "codecontests/1385_g_columns_swaps"
    "codecontests/1406_c_link_cut_centroids"
    "codecontests/1407_e_egor_in_the_republic_of_dagestan"
    "codecontests/1439_b_graph_subset_problem"
    "codecontests/228_e_the_road_to_berland_is_paved_with_good_intentions"
    "codecontests/22_c_system_administrator"
    "codecontests/25_d_roads_not_only_in_berland"
    "codecontests/263_d_cycle_in_graph"
    "codecontests/29_c_mail_stamps"
    "codecontests/327_d_block_tower"
    "codecontests/339_c_xenia_and_weights"
    "codecontests/389_d_fox_and_minimal_path"
    "codecontests/405_e_graph_cutting"
    "codecontests/453_c_little_pony_and_summer_sun_celebration"
    "codecontests/45_h_road_problem"
    "codecontests/662_b_graph_coloring"
    "codecontests/681_d_gifts_by_the_list"
    "codecontests/687_a_np_hard_problem"
    "codecontests/698_b_fix_a_tree"
    "codecontests/716_d_complete_the_graph"
    "codecontests/746_g_new_roads"
    "codecontests/780_d_innokenty_and_a_football_league"
    "codecontests/840_b_leha_and_another_game_about_graph"
    "codecontests/899_c_dividing_the_numbers"
    "codecontests/901_d_weighting_a_tree"
    "codecontests/937_d_sleepy_game"
    "codecontests/949_c_data_center_maintenance"
};
